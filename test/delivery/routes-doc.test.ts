import { readFileSync, writeFileSync } from 'node:fs';
import { type Limit, LIMITS } from '../../src/channels/wecom/limits';
import { ROUTES } from '../../src/delivery/routes';
import { HOUR, MINUTE } from '../../src/lib/time';
import { projectFile } from '../docs/code-blocks';

const PATH = 'docs/routes.md';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);

const routes = table(
  ['to', 'needs', 'channels, in this order', 'why'],
  ROUTES.map(({ to, needs, order, why }) => [
    to,
    needs.join(' and ') || (to === 'group' ? 'neither' : ''),
    order.join(', '),
    why,
  ]),
);

const TIMES = new Map<number, string>([
  [MINUTE, 'a minute'],
  [HOUR, 'an hour'],
]);
const often = ({ rates, per }: Limit): string =>
  `${rates.map(({ messages, milliseconds }) => `${messages} ${TIMES.get(milliseconds)}`).join(' and ')} per ${per}`;
const bytes = (count: number): string => (count < 1024 * 1024 ? String(count) : `${count / 1024 / 1024} MiB`);
const limits = table(
  ['message', 'most bytes', 'how often', 'developer site'],
  Object.values(LIMITS).map((limit: Limit) => [limit.what, bytes(limit.bytes), often(limit), String(limit.page)]),
);

/** The page with this table in its place. */
function withTable(page: string, name: string, rows: readonly string[]): string {
  const [head, rest] = page.split(`<!-- ${name} -->\n\n`);
  const tail = rest?.split('\n\n<!-- end -->').slice(1).join('\n\n<!-- end -->');
  if (head === undefined || tail === undefined) throw new Error(`${PATH} has no place for ${name}`);
  return `${head}<!-- ${name} -->\n\n${rows.join('\n')}\n\n<!-- end -->${tail}`;
}

test('the tables of docs/routes.md are the data (UPDATE_DOCS=1 npx jest test/delivery/routes-doc writes them)', () => {
  const now = readFileSync(projectFile(PATH), 'utf8');
  const wanted = withTable(withTable(now, 'Routes', routes), 'Limits', limits);
  if (process.env['UPDATE_DOCS']) writeFileSync(projectFile(PATH), wanted);
  expect(readFileSync(projectFile(PATH), 'utf8')).toBe(wanted);
});

test('each kind of place has a row for a message that needs nothing', () => {
  expect(new Set(ROUTES.filter(({ needs }) => needs.length === 0).map(({ to }) => to))).toEqual(
    new Set(['group', 'person', 'reply']),
  );
});
