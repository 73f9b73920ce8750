import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import Mustache from 'mustache';
import { escape } from './escape';

/** A value that is markdown already: made by a template or by `Say`, never by a person. */
export class Markdown {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type View = Readonly<Record<string, unknown>>;

/** A template was asked for that does not exist, or lacks a variable: a fault of ours, found by the tests. */
export class TemplateFault extends Error {}

type Token = readonly [kind: string, name: string, start: number, end: number, inner?: unknown];

export interface Templates {
  readonly names: readonly string[];
  /** Fills a template. Every variable must be there (`false`, `''` and `[]` are there); typed words are escaped. */
  render(name: string, view: View): string;
}

/** Loads every `*.md` below the folder; `errors/bad_date.md` is `errors/bad_date`. Syntax errors stop the start. */
export function loadTemplates(dir: string): Templates {
  const texts = new Map<string, string>();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.md')) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(dir, path).split(sep).join('/').slice(0, -'.md'.length);
    const text = readFileSync(path, 'utf8').trimEnd();
    Mustache.parse(text);
    texts.set(name, text);
  }
  return {
    names: [...texts.keys()].sort(),
    render(name, view) {
      const text = texts.get(name);
      if (text === undefined) throw new TemplateFault(`no template ${name}`);
      demand(name, Mustache.parse(text) as unknown as Token[], [view]);
      return tidy(
        Mustache.render(
          text,
          view,
          {},
          { escape: (value: unknown) => (value instanceof Markdown ? value.text : escape(String(value))) },
        ),
      );
    },
  };
}

/** Mustache renders unknown names as nothing: here they are faults. */
function demand(template: string, tokens: readonly Token[], scopes: readonly unknown[]): void {
  for (const [kind, name, , , inner] of tokens) {
    if (kind === 'text' || kind === '!' || name === '.') continue;
    const value = lookup(name, scopes);
    if (value === undefined) throw new TemplateFault(`template ${template}: no value for ${name}`);
    if (kind === '#' && Array.isArray(value))
      for (const item of value) demand(template, inner as Token[], [...scopes, item]);
    else if (kind === '#' && Boolean(value)) demand(template, inner as Token[], [...scopes, value]);
    else if (kind === '^' && (!value || (Array.isArray(value) && value.length === 0)))
      demand(template, inner as Token[], scopes);
  }
}

function lookup(path: string, scopes: readonly unknown[]): unknown {
  const [first = '', ...rest] = path.split('.');
  for (const scope of [...scopes].reverse()) {
    if (typeof scope !== 'object' || scope === null || !(first in scope)) continue;
    return rest.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      (scope as Record<string, unknown>)[first],
    );
  }
  return undefined;
}

/** Lines that only held a section that was left out are not shown as gaps. */
const tidy = (text: string): string => text.replace(/\n{3,}/g, '\n\n').trim();
