// The conversation: lines as list items, newest at the bottom.
import { $, el, paintAvatar } from './dom.js';
import { inline, markdownNodes, mention } from './markdown.js';
import { names, older, personOf, room, watch } from './store.js';
import { dayKey, dayTime, hm, words } from './words.js';

const log = $('log');
const list = $('lines');
// A time is shown where this much passed between two lines.
const pauseMs = 5 * 60_000;
// Nearer than this to the end, in pixels, new lines pull the log along.
const nearEnd = 90;

let stick = true;
let lastTop = 0;
let lastShown;
const pending = new Map();
let onChoice = async () => false;

let onAsk = async () => false;

export const onChoose = (choose) => (onChoice = choose);
export const onAskHow = (ask) => (onAsk = ask);

function lineNode(line, people) {
  const bot = line.author === '';
  const mine = line.author === room.me;
  const person = personOf(line.author);
  const name = bot ? room.bot : (person?.name ?? line.author);
  const avatar = el('span', { className: 'avatar', 'aria-hidden': 'true' });
  paintAvatar(avatar, name, bot);
  const tag = bot
    ? el('i', { className: 'robot' }, words.robot)
    : el('span', { className: 'unit' }, person?.unit ?? '');
  const who = el('p', { className: 'who' }, el('b', {}, mine ? `${name}（${words.me}）` : name), tag);
  who.append(el('time', { dateTime: new Date(line.at).toISOString() }, hm(line.at)));
  if (mine && line.id > 0 && line.text.trim() !== '' && !words.isHowRead(line.text)) who.append(howReadNode(line));
  const calls = line.mentions.includes(room.me);
  const bubble = el('div', { className: 'bubble' }, ...contentOf(line, bot, people));
  const state = bot ? 'bot' : mine ? 'mine' : 'other';
  const item = el('li', { className: `line ${state}${calls ? ' calls' : ''}` }, avatar, who, bubble);
  item.dataset.id = line.id;
  return item;
}

function contentOf(line, bot, people) {
  const nodes = bot
    ? markdownNodes(line.text, people)
    : line.text === ''
      ? []
      : [el('p', {}, ...inline(line.text, people, false))];
  const called = line.mentions.filter((userid) => {
    const name = people.byId.get(userid)?.name;
    return !line.text.includes(`<@${userid}>`) && !(name && line.text.includes(`@${name}`));
  });
  if (called.length > 0) {
    const chips = called.flatMap((userid) => [mention(userid, people.byId.get(userid)?.name ?? userid, people), ' ']);
    nodes.unshift(el('p', { className: 'called' }, ...chips));
  }
  nodes.push(...line.files.map(fileNode));
  if (line.choices.length > 0) nodes.push(choicesNode(line));
  return nodes;
}

/** Asks how this line was read: says so in a line of its own, as anybody may type it. */
function howReadNode({ text }) {
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    await onAsk(words.askHowRead(text));
    asking = false;
  };
  return el(
    'button',
    { type: 'button', className: 'how', 'aria-label': words.howReadLabel(text), onclick: ask },
    words.howRead,
  );
}

function fileNode({ name, hash, url }) {
  const href = url ?? `/room/file?${new URLSearchParams({ hash, name })}`;
  const link = el('a', { className: 'file', href, target: '_blank', rel: 'noopener' });
  if (!/\.(png|jpe?g|gif|webp)$/i.test(name)) link.append(name);
  else link.append(el('img', { src: href, alt: name, onerror: () => link.replaceChildren(name) }));
  return link;
}

function choicesNode(line) {
  const group = el('div', { className: 'choices', role: 'group', 'aria-label': words.choices });
  const buttons = line.choices.map(({ label }, index) =>
    el('button', { type: 'button', onclick: () => tap(index) }, label),
  );
  const lock = (locked) => buttons.forEach((button) => (button.disabled = locked));
  const tap = async (index) => {
    lock(true);
    buttons[index].classList.add('tapped');
    if (await onChoice(line, index)) return;
    lock(false);
    buttons[index].classList.remove('tapped');
  };
  group.append(...buttons);
  return group;
}

function withTimes(lines, before) {
  const people = names();
  let previous = before;
  return lines.flatMap((line) => {
    const gap = !previous || line.at - previous.at >= pauseMs || dayKey(line.at) !== dayKey(previous.at);
    previous = line;
    const node = lineNode(line, people);
    return gap ? [el('li', { className: 'when' }, el('time', {}, dayTime(line.at))), node] : [node];
  });
}

function pendingHere() {
  return [...pending.values()].filter(({ who, chat }) => who === room.me && chat === room.chat).map(({ node }) => node);
}

function toEnd() {
  log.scrollTop = log.scrollHeight;
  lastTop = log.scrollTop;
}

function showEmpty() {
  $('empty').hidden = list.childElementCount > 0;
}

function leave() {
  log.setAttribute('aria-busy', 'true');
  list.replaceChildren();
  $('empty').hidden = true;
  $('newest').hidden = true;
  lastShown = undefined;
}

function show() {
  const { lines } = room.opened.get(room.chat);
  list.replaceChildren(...withTimes(lines));
  list.append(...pendingHere());
  lastShown = lines.at(-1);
  stick = true;
  showEmpty();
  toEnd();
  requestAnimationFrame(() => log.setAttribute('aria-busy', 'false'));
}

function append(lines) {
  const fresh = lines.filter(
    (line) => line.chat === room.chat && room.opened.has(line.chat) && line.id > (lastShown?.id ?? 0),
  );
  if (fresh.length === 0) return lines.forEach(({ key }) => settlePending(key));
  const [waiting = null] = pendingHere();
  for (const node of withTimes(fresh, lastShown)) list.insertBefore(node, waiting);
  lastShown = fresh.at(-1);
  for (const { key } of lines) settlePending(key);
  showEmpty();
  if (stick || fresh.at(-1).author === room.me) toEnd();
  else $('newest').hidden = false;
}

/** Shows at once what is on its way; the real line takes its place. */
export function showPending(message, again) {
  const files = message.files.map((file) => ({ name: file.name, url: URL.createObjectURL(file) }));
  const line = { id: 0, author: room.me, text: message.text, at: room.now, choices: [], mentions: [], files };
  const node = lineNode(line, names());
  const state = el('p', { className: 'state' }, words.sending);
  node.classList.add('pending');
  // Read aloud once: when it has arrived, or when it did not.
  node.ariaHidden = 'true';
  node.append(state);
  pending.set(message.msgid, { who: message.who, chat: message.chat, node });
  list.append(node);
  showEmpty();
  toEnd();
  return (failed) => {
    node.classList.toggle('failed', failed);
    node.ariaHidden = failed ? null : 'true';
    const retry = () => el('button', { type: 'button', className: 'plain', onclick: again }, words.again);
    state.replaceChildren(...(failed ? [words.failed, retry()] : [words.sending]));
  };
}

export function settlePending(msgid) {
  pending.get(msgid)?.node.remove();
  pending.delete(msgid);
}

let fetching = false;

async function fetchOlder() {
  if (fetching || !room.opened.get(room.chat)?.more) return;
  fetching = true;
  $('older').hidden = false;
  log.setAttribute('aria-busy', 'true');
  try {
    const lines = await older();
    const anchor = list.firstElementChild;
    const top = anchor?.getBoundingClientRect().top ?? 0;
    if (lines.length > 0) {
      list.prepend(...withTimes(lines));
      log.scrollTop += anchor.getBoundingClientRect().top - top;
    }
  } catch {
    // Scrolling up again tries again.
  } finally {
    fetching = false;
    $('older').hidden = true;
    log.setAttribute('aria-busy', 'false');
  }
}

log.addEventListener('scroll', () => {
  const left = log.scrollHeight - log.scrollTop - log.clientHeight;
  // Only a move upwards means that somebody reads further up: pictures that arrive make the way longer, too.
  if (left < nearEnd) stick = true;
  else if (log.scrollTop < lastTop) stick = false;
  lastTop = log.scrollTop;
  if (stick) $('newest').hidden = true;
  if (log.scrollTop < 300) void fetchOlder();
});
$('newest').addEventListener('click', () => {
  toEnd();
  log.focus();
});
// Pictures arrive and lines get their true height when they come into view: stay at the end meanwhile.
new ResizeObserver(() => stick && toEnd()).observe(list);
new ResizeObserver(() => stick && toEnd()).observe(log);

watch('leave', leave);
watch('open', show);
watch('lines', append);
