import { isWanted, itemOfList, kindOf, listOf } from '../../src/domain/wanted';

const record = (kind: string, checklist?: string) => ({ kind, data: checklist === undefined ? {} : { checklist } });

test('a kind is settled by its records, a checklist by any list or by the one that is named', () => {
  expect(isWanted(['selfcheck', 'inspect'], record('inspect'))).toBe(true);
  expect(isWanted(['checklist'], record('checklist', '八点'))).toBe(true);
  expect(isWanted(['checklist:九查九看'], record('checklist', '九查九看'))).toBe(true);
  expect(isWanted(['checklist:九查九看'], record('checklist', '八点'))).toBe(false);
  expect(isWanted(['checklist:九查九看'], record('selfcheck', '九查九看'))).toBe(false);
  expect(isWanted([], record('inspect'))).toBe(false);
});

test('the name of a list goes into an item and comes out again', () => {
  expect(listOf(itemOfList('八点'))).toBe('八点');
  expect([listOf('checklist'), kindOf('checklist:八点'), kindOf('inspect')]).toEqual([
    undefined,
    'checklist',
    'inspect',
  ]);
});
