import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStory } from '../../../src/cli/story/parse';
import { play, report } from '../../../src/cli/story/play';
import { dataSource } from '../../../src/storage/data-source';
import { CallbackProgram } from './callback-program';

const STORIES = join(__dirname, '..', '..', 'stories');

/** Everything that people will be asked about later, without what a channel gave it: the id of the message. */
async function recordsIn(url: string): Promise<unknown[]> {
  const { source } = dataSource(url, () => undefined);
  await source.initialize();
  const all = (sql: string): Promise<unknown[]> => source.query<unknown[]>(sql);
  try {
    const records = await all(
      'SELECT id, kind, unit_id, first_day, last_day, data, at, state, replaces, (SELECT name FROM people WHERE people.id = by_person_id) AS who FROM records ORDER BY id',
    );
    const dues = await all('SELECT unit_id, state, record_id FROM dues ORDER BY unit_id, state, record_id');
    const bulletins = await all('SELECT id, state FROM bulletins ORDER BY id');
    const attachments = await all('SELECT hash, type, bytes, name, owner_id, at FROM attachments ORDER BY sequence');
    return [records, dues, bulletins, attachments];
  } finally {
    await source.destroy();
  }
}

/** Plays it; the transcript when all went as told. */
async function played(name: string, text: string, way: 'room' | 'callback') {
  const story = parseStory(name, text);
  const program = await CallbackProgram.open(story, way);
  try {
    const outcome = await play(story, program);
    expect(`${report(story, outcome)}${outcome.failure ? outcome.transcript : ''}`).toBe('');
    return {
      transcript: outcome.transcript,
      records: await recordsIn(program.url),
      posted: program.web?.webhooks.posted ?? [],
      late: program.web?.responses.posted ?? [],
    };
  } finally {
    await program.close();
  }
}

const told = (name: string): Promise<string> => readFile(join(STORIES, name), 'utf8');

test('dongsheng-2022.story through the callback: every word in every group and every record as in the room', async () => {
  const name = 'dongsheng-2022.story';
  const text = await told(name);
  const room = await played(name, text, 'room');
  const callback = await played(name, text, 'callback');
  expect(callback.transcript).toBe(room.transcript);
  expect(callback.records).toEqual(room.records);
  expect(room.records[0]).toHaveLength(11);
  // Answers went into the response, everything unasked through the webhook of its group.
  expect(callback.late).toEqual([]);
  expect(new Set(callback.posted.map(({ key }) => key))).toEqual(new Set(['webhook-of-G1', 'webhook-of-G3']));
  // The only thing that the room lacks: reminders ring.
  const ringing = callback.posted.filter(({ mentioned }) => mentioned.length > 0);
  expect(ringing.length).toBeGreaterThan(3);
  expect(ringing.every(({ key, msgtype }) => key === 'webhook-of-G1' && msgtype === 'text')).toBe(true);
}, 120_000);

/** Nothing reaches a person unasked over the callback: the bureau's group is asked to pass it on. */
const inTheBureau = (text: string): string =>
  text.replaceAll(
    /^小安→(?!G\d)([^:]+): /gm,
    (_, who: string) => `小安→G3: 没有送到…${/^\p{Script=Han}/u.test(who) ? who : ''}…请转告：…`,
  );

test.each(['two-groups.story', 'post-change.story', 'binding.story'])(
  '%s differs in one thing: what was said in private, the bureau is asked to pass on',
  async (name) => {
    const text = await told(name);
    const passedOn = inTheBureau(text);
    expect(passedOn).not.toBe(text);
    const room = await played(name, text, 'room');
    const callback = await played(name, passedOn, 'callback');
    expect(callback.records).toEqual(room.records);
    const privately = /→(?!G\d)[^:\s]+: /;
    expect(room.transcript).toMatch(privately);
    expect(callback.transcript).not.toMatch(privately);
  },
  120_000,
);
