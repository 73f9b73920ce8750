import type { Log } from '../../src/lib/log';

export interface Line extends Record<string, unknown> {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

/** A log that keeps its lines. */
export function memoryLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = [];
  const keep =
    (level: Line['level']): Log['info'] =>
    (fields, message) =>
      void lines.push({ ...fields, level, message });
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}
