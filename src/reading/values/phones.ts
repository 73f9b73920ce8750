import { GAP, type Source } from '../source';

/** Area code of the county: seven digits alone get it. */
const AREA = '0477';

export interface PhonePiece {
  readonly start: number;
  readonly end: number;
  readonly phone?: string;
  /** Landlines may stand anywhere; mobiles belong to the name before them. */
  readonly kind: 'mobile' | 'landline' | 'bad';
  readonly text: string;
}

const PATTERNS: readonly (readonly [PhonePiece['kind'], RegExp])[] = [
  ['landline', /(?<![\d])\(?(0\d{2,3})\)?[- ]?(\d{7,8})(?:(?:转|-|#)(\d{2,5}))?(?!\d)/g],
  ['mobile', /(?<![\d])(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/g],
  ['bad', /(?<![\d-])\d{9,14}(?!\d|[Xx])/g],
  ['bad', /(?<=电话|手机|手机号|联系方式)[:\s]{0,2}\d{8,14}(?!\d)/g],
];
const LOCAL = /(?<![\d.-])([2-8]\d{6})(?:(?:转|-)(\d{2,5}))?(?![\d元.年-])/g;

function valueOf(kind: PhonePiece['kind'], match: RegExpMatchArray): string | undefined {
  if (kind === 'mobile') return `${match[1]}${match[2]}${match[3]}`;
  if (kind === 'bad') return undefined;
  return `${match[1]}-${match[2]}${match[3] === undefined ? '' : `-${match[3]}`}`;
}

/** Every phone in a text, good or bad, by position. ID numbers (15, 17 or 18 digits) are none. */
export function findPhones(text: string): PhonePiece[] {
  const found: PhonePiece[] = [];
  let left = text;
  const add = (kind: PhonePiece['kind'], match: RegExpMatchArray, phone: string | undefined): void => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    found.push({ start, end, kind, text: match[0], ...(phone !== undefined && { phone }) });
    left = left.slice(0, start) + GAP.repeat(end - start) + left.slice(end);
  };
  for (const [kind, pattern] of PATTERNS) {
    for (const match of left.matchAll(pattern)) add(kind, match, valueOf(kind, match));
  }
  for (const match of left.matchAll(LOCAL)) {
    add('landline', match, `${AREA}-${match[1]}${match[2] === undefined ? '' : `-${match[2]}`}`);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Takes all phones out of a source; bad ones become mistakes. */
export function takePhones(source: Source): PhonePiece[] {
  const phones = findPhones(source.rest);
  for (const piece of phones) {
    source.cut(piece.start, piece.end);
    if (piece.kind === 'bad') source.mistake({ code: 'bad_phone', typed: piece.text });
  }
  return phones;
}
