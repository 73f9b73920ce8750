import { firstMistake, MistakeError } from '../domain/mistakes';
import type { Reading } from '../reading/reading';
import type { CommandContext } from './command';

export async function factsFor(_context: CommandContext, _reading: Reading): Promise<unknown> {
  return {};
}
export async function judge(reading: Reading, _facts: unknown, _context: CommandContext, _command: unknown): Promise<Reading> {
  const mistake = firstMistake(reading.mistakes);
  if (mistake) throw new MistakeError(mistake);
  return reading;
}
