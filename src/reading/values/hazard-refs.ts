import type { Source } from '../source';

const NUMBER = /YH\s?-?\s?0*(\d{1,4})(?!\d)/gi;
/** 12号, 12、13, 0012: behind a command that speaks of hazards a bare number is one. */
const SHORT = /(?<![\d.月:-])(\d{1,4})号(?!楼|房|炉|院|车)|(?<![\d.-])(0\d{3})(?!\d)/g;
const NUMBERED_LIST = /(?<![\d.月:-])(\d{1,4}(?:[、,和]\s?\d{1,4}){1,30})号(?!楼|房|炉|院|车)/;
const BARE_LIST = /^[\s\uE000]*(\d{1,4}(?:[\s、,和]{1,2}\d{1,4}){0,30})(?=$|[\s,。;、\uE000])(?!\s?[月.日:%])/;

const idOf = (digits: string): string => `YH-${digits.replace(/^0+(?=\d)/, '').padStart(4, '0')}`;

/** Hazard numbers in typed order, taken; then those of the quoted message. */
export function takeHazardRefs(source: Source): string[] {
  const found: { at: number; id: string }[] = [];
  // 12、13号.
  const several = source.take(NUMBERED_LIST);
  for (const [digits] of (several?.groups[0] ?? '').matchAll(/\d+/g))
    found.push({ at: several?.start ?? 0, id: idOf(digits) });
  for (const pattern of [NUMBER, SHORT]) {
    for (const match of source.rest.matchAll(pattern)) {
      found.push({ at: match.index, id: idOf(match[1] ?? match[2] ?? '') });
      source.cut(match.index, match.index + match[0].length);
    }
  }
  const list = source.find(BARE_LIST);
  if (list && found.length === 0) {
    for (const match of (list.groups[0] ?? '').matchAll(/\d+/g)) found.push({ at: match.index, id: idOf(match[0]) });
    source.cut(list.start, list.end);
  }
  const ids = [...new Set(found.sort((a, b) => a.at - b.at).map((each) => each.id))];
  if (ids.length > 0) return ids;
  const quoted = [...(source.context.quote ?? '').matchAll(NUMBER)].map((match) => idOf(match[1] ?? ''));
  const unique = [...new Set(quoted)];
  if (unique.length > 0) source.origins['hazards'] = { from: 'context', key: 'quote' };
  return unique;
}
