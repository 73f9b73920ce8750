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
  ['landline', /(?<![\d])\(?(0\d{2,3})\)?[- ]?(\d{7,8})(?:\s?(?:转|-|#|分机号?)[:\s]?(\d{1,5}))?(?!\d)/g],
  ['mobile', /(?<![\d])(?:\+?86[- ]?)?(1[3-9]\d)[- ]{0,3}(\d{4})[- ]{0,3}(\d{4})(?!\d)/g],
  ['bad', /(?<![\d-])\d{9,14}(?!\d|[Xx])/g],
  // 139 0000 100: written in groups, and one digit short or long.
  ['bad', /(?<![\d-])1[3-9]\d[- ]\d{3,5}[- ]\d{3,5}(?!\d)/g],
  ['bad', /(?<=值班电话|固定电话|座机|固话)[:\s]{0,2}\d{2,6}(?![\d月日号年:.-])/g],
  ['bad', /(?<=电话|手机|手机号|联系方式)[:\s]{0,2}\d{8,14}(?!\d)/g],
];
const LOCAL = /(?<![\d.-])([2-8]\d{6})(?:\s?(?:转|-|分机号?)[:\s]?(\d{1,5}))?(?![\d元.年-])/g;

function valueOf(kind: PhonePiece['kind'], match: RegExpMatchArray): string | undefined {
  if (kind === 'mobile') return `${match[1]}${match[2]}${match[3]}`;
  if (kind === 'bad') return undefined;
  return `${match[1]}-${match[2]}${match[3] === undefined ? '' : `-${match[3]}`}`;
}

const SPOKEN = '零一二三四五六七八九';
/** 一三九零零…, 幺三九〇〇…: a number written as it is spoken, at equal length. */
const inDigits = (text: string): string =>
  text.replace(/[零〇一幺二三四五六七八九]{7,14}/g, (run) =>
    Array.from(run, (char) => (char === '〇' ? 0 : char === '幺' ? 1 : SPOKEN.indexOf(char))).join(''),
  );

/** Every phone in a text, good or bad, by position. ID numbers (15, 17 or 18 digits) are none. */
export function findPhones(text: string): PhonePiece[] {
  const found: PhonePiece[] = [];
  const cells = inDigits(text).split('');
  const look = (
    kind: PhonePiece['kind'],
    pattern: RegExp,
    phoneOf: (match: RegExpMatchArray) => string | undefined,
  ): void => {
    for (const match of cells.join('').matchAll(pattern)) {
      const phone = phoneOf(match);
      const end = match.index + match[0].length;
      found.push({ start: match.index, end, kind, text: match[0], ...(phone !== undefined && { phone }) });
      cells.fill(GAP, match.index, end);
    }
  };
  for (const [kind, pattern] of PATTERNS) look(kind, pattern, (match) => valueOf(kind, match));
  look('landline', LOCAL, (match) => `${AREA}-${match[1]}${match[2] === undefined ? '' : `-${match[2]}`}`);
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
