import { GAP } from '../source';

/** A sentence of a notice; positions are those of the whole text. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The same, at equal length, without the titles and numbers of other papers: their dates are not ours. */
  readonly masked: string;
}

const OTHER_PAPERS = /《[^》]{1,120}》|[〔[(]\s?20\d{2}\s?[〕\])]\s?\d{1,5}\s?号/g;

const maskPapers = (text: string): string => text.replace(OTHER_PAPERS, (found) => GAP.repeat(found.length));

/** (一), 二、, 3. and 一是 before a sentence. */
const NUMBERED = /^\s*(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[、.)](?!\d))?\s*/;

/** Cuts at full stops, semicolons and line ends. The number of a paragraph is no part of it. */
export function sentencesOf(text: string): readonly Sentence[] {
  const masked = maskPapers(text);
  const found: Sentence[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !/[。;!?\n]/.test(text[at] ?? '')) continue;
    const piece = text.slice(start, at);
    const lead = NUMBERED.exec(piece)?.[0].length ?? 0;
    const end = start + piece.trimEnd().length;
    if (end > start + lead)
      found.push({
        start: start + lead,
        end,
        text: text.slice(start + lead, end),
        masked: masked.slice(start + lead, end),
      });
    start = at + 1;
  }
  return found;
}
