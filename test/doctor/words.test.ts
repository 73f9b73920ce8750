import { join } from 'node:path';
import { findingView } from '../../src/chat/checkup-view';
import { CAUSES, type Finding, finding, type Topic, worstFirst } from '../../src/domain/checkup/finding';
import { projectRoot } from '../../src/project-root';
import { plain } from '../../src/words/escape';
import { loadTemplates } from '../../src/words/templates';

const templates = loadTemplates(join(projectRoot(), 'templates'));
/** Every fact that any text names. */
const FACTS: Finding['facts'] = {
  id: 'G1',
  name: '某群',
  names: ['甲', '乙'],
  typed: '某',
  with: 'WECOM_BOT_ID',
  text: 'wrong',
  length: 42,
  path: 'data/x',
  host: 'db:5432',
  code: 'EIO',
  problem: 'broken',
  kind: 'SQLite',
  megabytes: 10,
  count: 2,
  address: 'http://127.0.0.1:3000',
  lastAt: 0,
  sinceAt: 0,
  heardAt: 0,
  sentAt: 0,
  failedAt: 0,
  nextAt: 0,
  detail: 'errcode 1',
  downMinutes: 3,
  offMinutes: 60,
  fast: true,
  errcode: 93000,
  gone: true,
  often: true,
  offline: true,
  late: 2,
  morning: 1,
  inPrivate: false,
  place: 'G1',
  excerpt: '提醒',
  titles: ['值班表'],
  userids: ['a'],
  bySettings: true,
  more: true,
  year: 2027,
  next: 2028,
  webhook: true,
  room: true,
  parts: ['queue'],
  mute: true,
  zone: 'UTC',
};
const all = (Object.keys(CAUSES) as Topic[]).flatMap((topic) =>
  Object.keys(CAUSES[topic]).map((cause): [Topic, string] => [topic, cause]),
);

test.each(all)('%s: %s has words of its own, and what is wrong says what to do', (topic, cause) => {
  const facts = Object.fromEntries(Object.entries(FACTS).filter(([name]) => !(name in CAUSES[topic])));
  const one = finding(topic, cause as never, facts);
  const said = plain(templates.render(`checkup/${topic}`, findingView(one, '2026-11-23')));
  const [first = '', ...more] = said.split('\n');
  expect(first).toMatch(/^[✔✘–] .{4,}/);
  expect(said).not.toMatch(/undefined|\[object|NaN|\{\{/);
  expect(more.every((line) => line.startsWith('    '))).toBe(true);
  // What a send came to is all that there is to say; a setting of a newer version has its own words.
  const isAdvised = one.state === 'wrong' && cause !== 'unknown' && cause !== 'other';
  expect(isAdvised && more.length === 0).toBe(false);
  expect(one.state === 'ok' ? more : []).toEqual([]);
});

test('the worst comes first, then what matters most', () => {
  const order = worstFirst([
    finding('calendar', 'fine'),
    finding('group', 'unbound'),
    finding('people', 'unbound'),
    finding('settings', 'PORT'),
  ]);
  expect(order.map(({ topic }) => topic)).toEqual(['settings', 'group', 'people', 'calendar']);
});
