import { readingRows } from '../../src/cli/bench/reading';
import { bestOf, ratioOf } from '../../src/cli/bench/stopwatch';

// Only what holds on a busy machine too: how work grows, never how long it takes.
test('ten times the text is not much more than ten times the work', async () => {
  const rows = await readingRows();
  expect(rows.map(({ name }) => name)).toEqual(['reading a message', 'a long chat', 'a long notice']);
  for (const { name, ratio, alarming } of rows.slice(1))
    expect({ name, quick: ratio > 0 && ratio < alarming }).toEqual({ name, quick: true });
}, 60_000);

test('a ratio is that of the shortest runs', async () => {
  const spin = (rounds: number) => (): void => {
    for (let each = 0, sum = 0; each < rounds; each += 1) sum += Math.sqrt(each);
  };
  const ratio = await ratioOf(9, spin(400_000), spin(40_000));
  expect(ratio).toBeGreaterThan(2);
  expect(ratio).toBeLessThan(50);
  expect(await bestOf(3, spin(1000))).toBeGreaterThan(0);
});
