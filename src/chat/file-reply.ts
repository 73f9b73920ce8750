import { reachInto } from '../domain/checkup/reach';
import type { KeepWorkbook, Workbook } from '../domain/workbook';
import { Markdown, type Templates } from '../words/templates';
import type { CommandContext } from './command';
import type { Inbound } from './message';
import { enqueueFile } from './outgoing';

interface Parts {
  readonly templates: Templates;
  readonly keepFile: KeepWorkbook;
}

/** The answer to a callback is no message of the outbox: what follows it waits for the next tick. */
const ANSWER_MS = 1000;

/** Puts the file of an answer on its way, and says that it follows, or where it lies when nothing can carry it. */
export async function sendFile(
  { templates, keepFile }: Parts,
  { context, message }: { context: CommandContext; message: Inbound },
  workbook: Workbook,
): Promise<string> {
  const { file, path } = await keepFile(workbook);
  const { name } = file;
  if (!(await carriesFiles(context))) return templates.render('export/kept', { name, path: new Markdown(path) });
  const answersFirst = context.vitals().ways.mode === 'callback';
  await enqueueFile(context, message, { file, notBefore: context.now + (answersFirst ? ANSWER_MS : 0) });
  return templates.render('export/sent', { name });
}

/** A callback can only answer, and an answer holds no file; a group's webhook can. */
async function carriesFiles({ tx, vitals, group }: CommandContext): Promise<boolean> {
  const { ways } = vitals();
  if (ways.mode !== 'callback') return true;
  return group !== undefined && (await reachInto({ tx }, ways, group)).webhook === 'usable';
}
