import { bracketOf } from './bracket';
import { type Block, blocksOf } from './lines';
import { momentOf } from './moments';
import { type Action, BOT_NAME, BadStory, type Opening, type Step, type Story } from './script';

const SPOKEN = /^([^:：\s]+)[:：] ?([\s\S]*)$/;

interface Head {
  now?: Opening['now'];
  register?: string;
  group?: string;
  hazards?: boolean;
}

function readHead(head: Head, { line, text }: Block): void {
  const [, key = '', value = ''] = /^=\s*(\S*)\s*(.*?)\s*$/.exec(text) ?? [];
  if (Object.hasOwn(head, key)) throw new BadStory(line, `= ${key} is said twice`);
  if (key === 'now') {
    const now = momentOf(value);
    if (now === undefined) throw new BadStory(line, `no such time: ${value}. Write = now YYYY-MM-DD HH:MM`);
    head.now = now;
  } else if (key === 'register' && value !== '') head.register = value;
  else if (key === 'group' && /^\S+$/.test(value)) head.group = value;
  else if (key === 'hazards' && value === '') head.hazards = true;
  else throw new BadStory(line, `not understood: ${text}. There are = now, = register PATH, = group ID, = hazards`);
}

function spokenOf({ line, text }: Block, files: readonly string[]): Action {
  const [, who, said = ''] = SPOKEN.exec(text) ?? [];
  if (who === undefined) throw new BadStory(line, `not understood: ${text.split('\n')[0] ?? ''}. Write NAME: text`);
  const [speaker, to, ...more] = who.split('→');
  if (speaker !== BOT_NAME && to === undefined) return { do: 'say', who, text: said, files };
  if (speaker !== BOT_NAME || to === '' || more.length > 0) throw new BadStory(line, `not understood: ${who}`);
  if (said.trim() === '') throw new BadStory(line, `what does ${BOT_NAME} say? … stands for anything`);
  return { do: 'expect', pattern: said, ...(to === undefined ? {} : { to }) };
}

function stepsOf(blocks: readonly Block[]): Step[] {
  let files: { name: string; line: number }[] = [];
  const steps = blocks.map((block): Step => {
    const { line, source, text } = block;
    if (text.startsWith('#')) return { do: 'comment', line, source };
    if (text.startsWith('=')) throw new BadStory(line, 'lines with = come before the conversation');
    const action = text.startsWith('[')
      ? bracketOf(text, line)
      : spokenOf(
          block,
          files.map((file) => file.name),
        );
    if (action.do === 'attach') files.push({ name: action.name, line });
    if (action.do === 'say') files = [];
    return { ...action, line, source };
  });
  const [unsent] = files;
  if (unsent) throw new BadStory(unsent.line, `no member line follows that ${unsent.name} could go with`);
  return steps;
}

/** Reads a `.story`; throws BadStory with the line at which it does not follow the notation. */
export function parseStory(name: string, file: string): Story {
  const blocks = blocksOf(file);
  const found = blocks.findIndex(({ text }) => !/^[#=]/.test(text));
  const begin = found < 0 ? blocks.length : found;
  const head: Head = {};
  const heading = blocks.slice(0, begin);
  for (const block of heading) if (block.text.startsWith('=')) readHead(head, block);
  const { now, register, group = 'G1', hazards = false } = head;
  if (now === undefined) throw new BadStory(1, '= now YYYY-MM-DD HH:MM is missing');
  return {
    name,
    opening: { now, group, hazards, ...(register === undefined ? {} : { register }) },
    heading: heading.map(({ source }) => source),
    steps: stepsOf(blocks.slice(begin)),
  };
}
