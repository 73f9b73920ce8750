import { join } from 'node:path';
import { createCalendar } from '../../calendar/calendar';
import { Register } from '../../domain/register-index';
import { loadCommands } from '../../load-commands';
import { projectRoot } from '../../project-root';
import { grammarsWith } from '../../reading/grammars';
import { createReader } from '../../reading/reader';
import type { ReadingContext } from '../../reading/reading';
import { readRegister, registerFromFile } from '../../register';
import { MORNING } from './county';
import type { Row } from './row';
import { ratioOf } from './stopwatch';

/** So many parses of the same texts stand for the reading of each once. */
const PARSES = 500;
const RUNS = 9;
/** Readings before the first one that counts. */
const WARM_UP = 3;
const CHAT = '大家好，今天院里一切都好，老人们在活动室下棋，中午吃的是面条，下午三点打扫卫生。';
const NOTICE = '请各单位于12月4日前将消防安全自查表加盖公章后报福利办，联系人：高峰，电话：8380000。';

const ofBytes = (text: string, bytes: number): string =>
  text.repeat(Math.ceil(bytes / Buffer.byteLength(text))).slice(0, Math.floor(bytes / 3));

export async function readingRows(): Promise<Row[]> {
  const file = await readRegister(join(projectRoot(), 'data', 'sample', 'county.json'));
  const { commands } = loadCommands();
  const reader = createReader(grammarsWith(commands));
  const register = new Register(registerFromFile(file));
  const calendar = createCalendar();
  // A context of its own for every text, as every message has one: nothing is remembered from the last reading.
  const read = (text: string): unknown => {
    const context: ReadingContext = {
      now: MORNING,
      register,
      calendar,
      sender: { role: 'admin' },
      hasImage: false,
      hasFile: false,
      openTitles: [],
    };
    return reader.read(text, context);
  };
  const examples = commands.flatMap((command) => command.examples);
  const parsed = JSON.stringify(examples);
  const readAll = (): void => examples.forEach(read);
  const parseAll = (): void => {
    for (let each = 0; each < PARSES; each += 1) JSON.parse(parsed);
  };
  for (let each = 0; each < WARM_UP; each += 1) readAll();
  const growth = (command: string, text: string): Promise<number> => {
    const [short, long] = [command + ofBytes(text, 1000), command + ofBytes(text, 10_000)];
    const ten = (): void => {
      for (let each = 0; each < 10; each += 1) read(short);
    };
    return ratioOf(RUNS, () => read(long), ten);
  };
  return [
    {
      name: 'reading a message',
      ratio: await ratioOf(RUNS, readAll, parseAll),
      means: `every example of every command read once / the same texts parsed as JSON ${PARSES} times`,
      alarming: 60,
    },
    {
      name: 'a long chat',
      ratio: await growth('', CHAT),
      means: '10 kB read once / 1 kB read ten times: 1 is linear, 10 quadratic',
      alarming: 4,
    },
    {
      name: 'a long notice',
      ratio: await growth('/布置 ', NOTICE),
      means: 'the same with a notice that becomes a proposal',
      alarming: 4,
    },
  ];
}
