import { DAY } from '../../src/lib/time';
import { Cards, textOf } from './cards';
import { ResponseUrls } from './response-urls';

const card = (more: Record<string, unknown> = {}) => ({
  card_type: 'button_interaction',
  main_title: { title: 'title' },
  button_list: [{ text: 'yes', style: 1, key: 'k1' }],
  card_action: { type: 0 },
  task_id: 'task-1',
  ...more,
});
const button = (key: string, text = 'x') => ({ text, style: 1, key });

test.each([
  [{ card_type: 'unknown' }, 40058],
  [{ main_title: { title: '' } }, 40058],
  [{ button_list: [] }, 40058],
  [{ button_list: Array.from({ length: 7 }, (_, index) => button(`${index}`)) }, 40058],
  [{ button_list: [button('k'.repeat(1025))] }, 40058],
  [{ button_list: [button('same'), button('same')] }, 40058],
  [{ card_type: 'text_notice', card_action: { type: 0 } }, 40058],
  [{ task_id: undefined }, 42014],
  [{ task_id: 'no spaces' }, 42014],
  [{ task_id: 'x'.repeat(129) }, 42014],
])('a card with %j is refused with %i', (more, errcode) => {
  expect(new Cards().show(card(more))).toBe(errcode);
});

test('a task_id is used once', () => {
  const cards = new Cards();
  expect(typeof cards.show(card())).toBe('object');
  expect(cards.show(card())).toBe(42014);
});

test('clients cut what is too long, and say so here', () => {
  const shown = new Cards().show(card({ main_title: { title: '班'.repeat(27) }, sub_title_text: '班'.repeat(113) }));
  if (typeof shown === 'number') throw new Error(`errcode ${shown}`);
  expect(textOf(shown.face).match(/\[cut\]/g)).toHaveLength(2);
});

test('an update is for the clicked card, keeps its card_action, and changes it for everyone or for some', () => {
  const cards = new Cards();
  cards.show(card());
  const update = (template_card: object, userids?: readonly string[]) =>
    cards.update('task-1', { response_type: 'update_template_card', ...(userids && { userids }), template_card });
  expect(update(card({ task_id: 'task-2' }))).toBe(42014);
  expect(update(card({ card_action: undefined }))).toBe(42045);
  expect(update(card({ sub_title_text: 'mine' }), ['u1'])).toBe(0);
  expect([cards.look('task-1', 'u1').text, cards.look('task-1', 'u2').text]).toEqual(['mine', '']);
  expect(update(card({ sub_title_text: 'all' }))).toBe(0);
  expect([cards.look('task-1', 'u1').text, cards.look('task-1', 'u2').text]).toEqual(['all', 'all']);
  expect(() => cards.click('task-1', 'u1', 'no such button')).toThrow('no button');
});

test('a response_url takes a card in a private chat only', () => {
  const urls = new ResponseUrls(() => 'http://x', { now: () => DAY });
  const code = (single: boolean) => urls.give('u', single).split('=')[1] ?? '';
  const body = { msgtype: 'template_card', template_card: card() };
  expect(urls.post(code(false), body).errcode).toBe(40008);
  expect(urls.post(code(true), body).errcode).toBe(0);
  expect(urls.posted).toEqual([{ to: 'u', text: 'title\n[yes]' }]);
});
