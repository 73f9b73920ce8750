import type { Receive } from '../../../src/chat/channel';
import type { Answer, Inbound } from '../../../src/chat/message';
import type { Shown } from '../../fake-wecom/conversations';
import { until } from './drill-time';
import { startSocket, type Started } from './setup';

const CHOICES = [
  { label: '发布', say: '/确认 TB-0001' },
  { label: '退回', say: '/退回 TB-0001' },
];
const done: Answer = { markdown: '已发布', choices: [], outcome: { text: '高峰 已发布', closes: 'everyone' } };

let far: Started;
let answer: () => Promise<Answer | undefined>;
const heard: Inbound[] = [];
const receive: Receive = async (message) => {
  heard.push(message);
  return message.tapped === undefined ? undefined : answer();
};
beforeEach(async () => {
  heard.length = 0;
  answer = async () => done;
  far = await startSocket({ receive });
  await far.subscribed();
  far.say('@bot hello');
  await until(() => heard.length === 1);
});
afterEach(() => far.stop());

const group = { kind: 'group', chatId: 'wrG1' } as const;
/** Pushes a card and gives it as it stands in the chat. */
async function pushed(markdown = '通报草稿 TB-0001'): Promise<Shown> {
  const sent = await far.channel.send({ route: group, markdown, choices: CHOICES, mentions: [], again: false });
  expect(sent).toEqual({ outcome: 'sent' });
  const shown = far.gateway.chats.shown.at(-1);
  if (shown?.taskId === undefined) throw new Error('no card');
  return shown;
}
const updates = () => far.gateway.frames.filter(({ cmd }) => cmd === 'aibot_respond_update_msg');
const look = (card: Shown, userid = 'gaofeng') => far.gateway.chats.cards.look(card.taskId ?? '', userid);

test('choices are a card: title, text, buttons', async () => {
  const card = await pushed('**通报草稿 TB-0001**\n应报2家');
  expect(look(card)).toEqual({
    title: '通报草稿 TB-0001',
    desc: '',
    text: '应报2家',
    quote: '',
    buttons: ['发布', '退回'],
  });
});

test('every card has a task_id of its own, also when it is sent again', async () => {
  expect((await pushed()).taskId).not.toBe((await pushed()).taskId);
});

test.each([
  ['a label is too long for a button', [{ label: '通知「元旦值班安排已印发」', say: 'x' }]],
  ['there are seven', Array.from({ length: 7 }, (_, index) => ({ label: `${index}`, say: 'x' }))],
  ['what one says is too long for a key', [{ label: 'a', say: '班'.repeat(400) }]],
])('numbered lines when %s', async (_, choices) => {
  await far.channel.send({ route: group, markdown: 'which?', choices, mentions: [], again: false });
  expect(far.gateway.chats.shown.at(-1)).toMatchObject({ msgtype: 'markdown' });
  expect(far.gateway.chats.shown.at(-1)?.text).toMatch(/^which\?\n\n1 /);
});

test('a card that the gateway refuses is sent as text with numbered lines', async () => {
  far.gateway.faults.ack = ({ body }) => (body['msgtype'] === 'template_card' ? 40058 : undefined);
  await far.channel.send({ route: group, markdown: 'x', choices: CHOICES, mentions: [], again: false });
  expect(far.gateway.chats.shown.at(-1)).toMatchObject({ msgtype: 'markdown', text: 'x\n\n1 发布\n2 退回' });
});

test('a click becomes the sentence of its choice, said by who clicked; the card shows the outcome to everyone', async () => {
  const card = await pushed();
  far.gateway.tap('gaofeng', card, '发布');
  await until(() => updates().length === 1);
  expect(heard.at(-1)).toMatchObject({ userid: 'gaofeng', chatId: 'wrG1', text: '/确认 TB-0001', tapped: '发布' });
  expect(heard.at(-1)).not.toHaveProperty('replyTo');
  await until(() => look(card).text === '高峰 已发布');
  expect(look(card, 'baige').buttons).toEqual(['✓ 发布']);
});

test('a click that takes long is updated within five seconds: it is being done, and can be tapped again', async () => {
  let open: (said: Answer) => void = () => undefined;
  answer = () => new Promise((resolve) => (open = resolve));
  const card = await pushed();
  far.gateway.tap('gaofeng', card, '发布');
  await until(() => heard.length === 2);
  expect(updates()).toEqual([]);
  await far.time.pass(4000);
  await until(() => updates().length === 1);
  await until(() => look(card).text.includes('正在办理“发布”'));
  expect(look(card).buttons).toEqual(['发布', '退回']);
  expect(look(card, 'baige').text).toBe('');
  // Tapped again while it is under way: the same one is waited for.
  far.gateway.tap('gaofeng', card, '发布');
  open(done);
  await until(() => look(card).text === '高峰 已发布');
  expect(heard).toHaveLength(2);
});

test('a click that fails is tried again for minutes, like any message', async () => {
  let tries = 0;
  answer = async () => {
    tries += 1;
    if (tries < 3) throw new Error('database is away');
    return done;
  };
  const card = await pushed();
  far.gateway.tap('gaofeng', card, '发布');
  await until(() => tries === 1);
  await far.time.pass(7000);
  await until(() => tries === 3);
  await until(() => look(card).text.includes('正在办理'));
  expect(tries).toBe(3);
});

test('an update that comes too late is noted, and nothing else goes wrong', async () => {
  const card = await pushed();
  far.gateway.faults.ack = ({ cmd }) => (cmd === 'aibot_respond_update_msg' ? 846604 : undefined);
  far.gateway.tap('gaofeng', card, '发布');
  await until(() => far.log.lines.some(({ message }) => message === 'an event was not answered'));
  await until(() => updates().length === 1);
  delete far.gateway.faults.ack;
  far.say('@bot hello');
  await until(() => heard.length === 3);
  expect(look(card).buttons).toEqual(['发布', '退回']);
});

test('what cannot be read, and keys that are not ours, are counted without their text', async () => {
  const more = { event_key: '{"say":"secret"}', task_id: 't' };
  far.gateway.happen('template_card_event', { userid: 'u', chatId: 'wrG1', more });
  far.gateway.happen('template_card_event', { userid: 'u', chatId: 'wrG1', more: { event_key: '' } });
  far.gateway.happen('feedback_event', { userid: 'u', more: { id: 'x', type: 1 } });
  await until(() => Object.keys(far.counters.read()).length === 2);
  expect(far.counters.read()).toEqual({ socket_bad_event: 1, socket_foreign_key: 1 });
  expect(JSON.stringify(far.log.lines)).not.toContain('secret');
  expect(heard).toHaveLength(1);
});
