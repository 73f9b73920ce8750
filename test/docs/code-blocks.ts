import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CodeBlock {
  readonly language: string;
  /** What stands behind the language: invisible to the reader. */
  readonly info: string;
  readonly text: string;
  /** Line of the document where its text begins. */
  readonly line: number;
}

export const projectFile = (path: string): string => join(__dirname, '..', '..', path);

/** The fenced blocks of a document, in order. */
export function codeBlocks(path: string): readonly CodeBlock[] {
  const text = readFileSync(projectFile(path), 'utf8');
  return [...text.matchAll(/^```(\S+)[ \t]*(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    info: (match[2] ?? '').trim(),
    text: match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length + 1,
  }));
}
