import { join } from 'node:path';
import { createCalendar } from '../../src/calendar/calendar';
import { understandLine, type Understanding, type Understood } from '../../src/cli/understand-line';
import { Register } from '../../src/domain/register-index';
import { createReader } from '../../src/reading/reader';
import { VOCABULARY } from '../../src/reading/vocabulary';
import { readRegister, registerFromFile } from '../../src/register';
import county from '../../data/sample/county.json';

/** The sample county, read as the program reads it. */
export async function sampleUnderstanding(): Promise<Understanding> {
  const file = await readRegister(join(__dirname, '../../data/sample/county.json'));
  return {
    register: new Register(registerFromFile(file)),
    calendar: createCalendar(),
    reader: createReader(VOCABULARY),
    hazards: file.hazards,
    senders: { defaults: county.sender_default, heads: county.heads },
  };
}

export type Typed = { readonly text: string; readonly now?: string; readonly ctx?: object };

/** What one message is understood as; by default typed by 李梅 of 康宁 on 2026-09-28. */
export const understood = (understanding: Understanding, typed: Typed): Understood =>
  understandLine(JSON.stringify({ id: 'T', now: '2026-09-28T09:12:00+08:00', ctx: { inst: 'I02', role: 'staff' }, ...typed }), understanding);
