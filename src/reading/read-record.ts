import type { Lexicon } from './find-command';
import { unaccounted } from './accounted';
import { originOf } from './origins';
import type { Grammar, Reading, ReadingContext } from './reading';
import { Source } from './source';

export interface Parts {
  readonly lexicon: Lexicon;
  readonly grammars: ReadonlyMap<string, Grammar>;
  /** The text is one message of a copied chat: no chat stands in it. */
  readonly copied?: true;
}

export interface FrameParts {
  readonly intent: string;
  readonly command: string;
  readonly slash: boolean;
  readonly message: string;
}
/** All slots of a grammar over one record. Plain words are read last, so that they are what remains. */
export function readRecord(
  grammar: Grammar,
  frame: FrameParts & { readonly heading: string },
  body: string,
  context: ReadingContext,
): Reading {
  const source = new Source(body.replace(/^[\s:,。、]+/, ''), context, frame);
  const slots: Record<string, unknown> = {};
  for (const [key, slot] of Object.entries(grammar.slots)) {
    const value = slot.take(source);
    if (value !== undefined) slots[key] = value;
  }
  const missing = Object.entries(grammar.slots).filter(([key, slot]) => slot.required && slots[key] === undefined);
  if (source.mistakes.length === 0) {
    for (const [key, slot] of missing)
      source.mistake({ code: 'missing_field', ask: slot.label, details: { slot: key } });
  }
  if (source.mistakes.length === 0) {
    const lost = unaccounted(source, slots);
    if (lost.length > 0) source.mistake({ code: 'unclear', typed: lost.join('、'), details: { left: true } });
  }
  return {
    intent: grammar.intent,
    slots,
    mistakes: source.mistakes,
    origins: source.origins,
    explain: () =>
      Object.fromEntries(
        Object.entries(slots).map(([key, value]) => [key, source.origins[key] ?? originOf(value, source)]),
      ),
  };
}
