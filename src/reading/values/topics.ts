/** What can be owed, asked for or named: words to codes of the vocabulary. The longest word wins. */
const WORDS: readonly (readonly [string, string])[] = [
  ['值班表', 'duty'],
  ['值班安排', 'duty'],
  ['值班', 'duty'],
  ['带班', 'duty'],
  ['排班', 'duty'],
  ['零报告', 'zero'],
  ['零报', 'zero'],
  ['祭扫日报', 'zero'],
  ['日报', 'zero'],
  ['平安报告', 'zero'],
  ['报平安', 'zero'],
  ['隐患自查表', 'selfcheck'],
  ['隐患自查', 'selfcheck'],
  ['自查自改', 'selfcheck'],
  ['自查表', 'selfcheck'],
  ['自查', 'selfcheck'],
  ['隐患台账', 'hazard'],
  ['隐患整改报告', 'fix_report'],
  ['隐患整改', 'fix'],
  ['隐患', 'hazard'],
  ['整改报告', 'fix_report'],
  ['排查报告', 'survey_report'],
  ['整改方案', 'plan'],
  ['整改', 'fix'],
  ['抗原', 'test'],
  ['核酸', 'test'],
  ['疫苗台账', 'vaccine'],
  ['疫苗数据', 'vaccine'],
  ['疫苗接种', 'vaccine'],
  ['疫苗', 'vaccine'],
  ['走访慰问', 'visit'],
  ['走访', 'visit'],
  ['慰问', 'visit'],
  ['方案', 'plan'],
  ['来局开会', 'meeting'],
  ['开会', 'meeting'],
  ['会议', 'meeting'],
  ['参会', 'meeting'],
  ['调度会', 'meeting'],
  ['视频会', 'meeting'],
  ['推进会', 'meeting'],
  ['部署会', 'meeting'],
  ['座谈会', 'meeting'],
  ['专项行动', 'campaign'],
];
const SORTED = [...WORDS].sort((a, b) => b[0].length - a[0].length);
const CODES = new Map(WORDS);
/** 工作日报 is a workday and 报. */
const PATTERN = new RegExp(SORTED.map(([word]) => (word === '日报' ? '(?<!工作|\\d)日报' : word)).join('|'));

const EVERY = new RegExp(PATTERN, 'g');

export interface Topic {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  readonly code: string;
}

/** The first word of the vocabulary in the text; at one place the longest. */
export function findTopic(text: string): Topic | undefined {
  const first = PATTERN.exec(text);
  if (!first) return undefined;
  // 整改完毕并报整改报告: the longer word that holds the first one is what is meant.
  const match = [...text.matchAll(EVERY)].find(([word]) => word !== first[0] && word.startsWith(first[0])) ?? first;
  return {
    start: match.index,
    end: match.index + match[0].length,
    word: match[0],
    code: CODES.get(match[0]) ?? match[0],
  };
}
