import type { NoticePhase, ReadItem, ReadNotice } from '../../domain/proposal';
import type { ReadingContext } from '../context';
import type { Frame } from '../source';
import { findTopic } from '../values/topics';
import { headOf, titleOf } from './head';
import { datedItems, marksOf, type NoticeScene } from './items';
import { phaseOf } from './phases';
import { recurringItem } from './rhythms';
import { type Sentence, sentencesOf } from './sentences';

/** Words that may be a deadline where no date was read. */
const TIMELIKE =
  /(?:截止(?:时间|日期)?|期限|时限)[:为是至到]|[节年月]底?前|[年月]底|(?:工作日|小时|天|周|日)之?内|每[日天周月季年]|(?:定期|限期)[^,。;]{0,8}(?:报送|上报|提交|反馈)|前(?:完成|报|上报|报送|提交)/;
/** A date alone in its line is that of the paper. */
const DATE_LINE =
  /^(?:[〇零一二三四五六七八九十\d]{4}年)?[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日$/;
/** A notice with more obligations than this is no notice. */
const MOST_ITEMS = 20;

interface Gathered {
  readonly items: ReadItem[];
  readonly phases: NoticePhase[];
  readonly unread: string[];
}

/** A pasted notice: its obligations, each with the sentence that it was read from, and what was not understood. */
export function readNotice(text: string, context: ReadingContext, frame: Frame): ReadNotice {
  const scene: NoticeScene = { context, frame, title: titleOf(text) ?? '' };
  const { targets, ...head } = headOf(text, scene);
  const gathered: Gathered = { items: [], phases: [], unread: [] };
  for (const sentence of sentencesOf(text)) gather(sentence, scene, gathered);
  const [first] = gathered.items;
  // 康宁、柳河 12月4日前报…,12月9日前报…: who is named at the very beginning is meant throughout.
  const whom = targets ?? (first?.span[0] === 0 ? first.targets : undefined);
  const items = gathered.items.map((item) =>
    item.targets || item.subset !== undefined || !whom ? item : { ...item, targets: whom },
  );
  const unread = [...gathered.unread, ...items.slice(MOST_ITEMS).map(({ words }) => words)];
  return { ...head, items: items.slice(0, MOST_ITEMS), phases: gathered.phases, unread: [...new Set(unread)] };
}

function gather(sentence: Sentence, scene: NoticeScene, { items, phases, unread }: Gathered): void {
  const squeezed = sentence.text.replace(/\s/g, '');
  if (DATE_LINE.test(squeezed) || scene.title.replace(/\s/g, '').includes(squeezed)) return;
  const phase = phaseOf(sentence, scene.context);
  if (phase) {
    phases.push(phase);
    return;
  }
  const rhythm = recurringItem(sentence, scene);
  const { items: dated, left } = rhythm ? { items: [rhythm], left: [] } : datedItems(sentence, scene);
  for (const item of dated) add(items, item);
  unread.push(...left);
  if (dated.length > 0) return;
  const added = left.length === 0 && addMarks(sentence, items, scene);
  if (!added && left.length === 0 && TIMELIKE.test(sentence.masked)) unread.push(sentence.text);
}

/** The same obligation said twice is one. */
function add(items: ReadItem[], item: ReadItem): void {
  const same = items.findIndex(
    (each) =>
      each.item !== undefined &&
      each.item === item.item &&
      each.due === item.due &&
      each.every === item.every &&
      each.subset === item.subset,
  );
  const before = items[same];
  if (!before) items.push(item);
  else items[same] = withMarks(before, item.require ?? []);
}

const withMarks = (item: ReadItem, marks: NonNullable<ReadItem['require']>): ReadItem =>
  marks.length === 0 ? item : { ...item, require: [...new Set([...(item.require ?? []), ...marks])] };

/** 值班表需留固定电话和手机号: the marks of a paper, in a sentence of their own. */
function addMarks(sentence: Sentence, items: ReadItem[], scene: NoticeScene): boolean {
  const marks = marksOf(sentence.text, scene);
  if (marks.length === 0) return false;
  const topic = findTopic(sentence.text);
  const at = items.findIndex(
    ({ item, title = '' }) => (topic && item === topic.code) || (title.length > 1 && sentence.text.includes(title)),
  );
  const index =
    at < 0 && /^(?:并|同时|要求|均?[须需]|报送(?:材料|时)|材料|以上)/.test(sentence.text) ? items.length - 1 : at;
  const item = items[index];
  if (item) items[index] = withMarks(item, marks);
  return item !== undefined;
}
