import { readFileSync } from 'node:fs';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Everything that is wrong in the files, each with its file and line. */
export class PlaybookError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'PlaybookError';
  }
}

/** Reads one file; problems are collected, so that a person mends them all at once. */
export function readYaml<T>(path: string, shown: string, schema: z.ZodType<T>): { value?: T; problems: string[] } {
  const lines = new LineCounter();
  const doc = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const line = (offset: number): number => lines.linePos(offset).line;
  if (doc.errors.length > 0)
    return { problems: doc.errors.map((error) => `${shown}:${line(error.pos[0])} ${error.message.split('\n')[0]}`) };
  const read = schema.safeParse(doc.toJS());
  if (read.success) return { value: read.data, problems: [] };
  return {
    problems: read.error.issues.map((issue) => {
      const at = offsetOf(doc, issue.path);
      const field = issue.path.join('.');
      return `${shown}:${line(at)} ${field === '' ? '' : `${field}: `}${issue.message}`;
    }),
  };
}

/** Where the value stands; for one that is missing, where it should be. */
function offsetOf(doc: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = doc.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
