import { causeOf, classify } from '../../src/delivery/errcodes';

test.each([
  [-1, 'retry'],
  [45033, 'retry'],
  [846609, 'retry'],
  [45009, 'wait'],
  [846607, 'wait'],
  [93000, 'unbind'],
  [93008, 'unbind'],
  [40050, 'unbind'],
  [846604, 'give_up'],
  [40058, 'give_up'],
  [60020, 'give_up'],
  [93004, 'give_up'],
  [1234567, 'give_up'],
])('errcode %d: %s', (errcode, expected) => {
  expect(classify(errcode)).toBe(expected);
});

test.each([
  [93004, 'setting'],
  [60020, 'setting'],
  [85002, 'message'],
  [846604, 'late'],
  [40058, 'bug'],
  [93000, undefined],
  [-1, undefined],
  [1234567, undefined],
])('errcode %d is given up because of: %s', (errcode, expected) => {
  expect(causeOf(errcode)).toBe(expected);
});
