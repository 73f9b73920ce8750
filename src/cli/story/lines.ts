import { BadStory } from './script';

/** A line of the file together with the lines that continue it. */
export interface Block {
  readonly line: number;
  /** Without the four spaces of its continuations; joined by line breaks. */
  readonly text: string;
  /** As written. */
  readonly source: string;
}

const CONTINUATION = '    ';

interface Open {
  readonly line: number;
  readonly texts: string[];
  readonly sources: string[];
  blanks: string[];
}

const blockOf = ({ line, texts, sources }: Open): Block => ({
  line,
  text: texts.join('\n'),
  source: sources.join('\n'),
});

function continueBlock(open: Open | undefined, raw: string, line: number): void {
  const first = open?.texts[0] ?? '';
  if (!open || /^[#=[]/.test(first)) throw new BadStory(line, 'a line with four spaces continues nothing');
  for (const text of [...open.blanks, raw]) {
    open.texts.push(text.startsWith(CONTINUATION) ? text.slice(CONTINUATION.length) : '');
    open.sources.push(text);
  }
  open.blanks = [];
}

/** Joins continued lines and drops blank lines that belong to no message. Comments are blocks of their own. */
export function blocksOf(file: string): Block[] {
  const blocks: Open[] = [];
  let message: Open | undefined;
  for (const [index, raw] of file
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    if (raw.trim() === '') message?.blanks.push(raw);
    else if (raw.startsWith(CONTINUATION)) continueBlock(message, raw, line);
    else if (/^\s/.test(raw)) throw new BadStory(line, 'a line begins in column 0, or with four spaces to continue');
    else {
      const block: Open = { line, texts: [raw], sources: [raw], blanks: [] };
      blocks.push(block);
      message = block;
    }
  }
  return blocks.map(blockOf);
}
