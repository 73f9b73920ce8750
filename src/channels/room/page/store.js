// What this tab knows: who it is, its chats, their lines, the clock. Others are told through `watch`.
import { get } from './net.js';

/** @type {Record<string, any>} */
export const room = {
  epoch: '',
  me: '',
  chat: '',
  bot: '',
  now: 0,
  movingTo: undefined,
  people: [],
  chats: [],
  guide: [],
  jumps: [],
  // Chat id to { lines, more }: only of chats that were opened.
  opened: new Map(),
  // Newest line that this tab has heard of.
  cursor: 0,
};

const watchers = {};
export const watch = (event, heard) => (watchers[event] ??= []).push(heard);
const tell = (event, value) => (watchers[event] ?? []).forEach((heard) => heard(value));

export const personOf = (userid) => room.people.find((person) => person.userid === userid);
export const chatOf = (id) => room.chats.find((chat) => chat.id === id);
export const here = () => chatOf(room.chat);

/** For names in texts. */
export function names() {
  const byId = new Map(room.people.map((person) => [person.userid, person]));
  const byName = new Map([[room.bot, ['']]]);
  for (const { name, userid } of room.people) byName.set(name, [...(byName.get(name) ?? []), userid]);
  return { byId, byName, me: room.me };
}

/** Becomes somebody (as far as the register knows them) and opens a chat: the wanted one or the first. */
export async function become(who, chat) {
  const state = await get('/room/state', { who });
  Object.assign(room, { movingTo: undefined }, state, { cursor: state.lastId, opened: new Map() });
  // A newcomer lands where the guide begins.
  const [first] = room.guide;
  chat ||= first?.who === room.me ? first.chat : '';
  const wanted = chat === 'private' ? room.chats.find((other) => other.private)?.id : chat;
  tell('become');
  await open(chatOf(wanted) ? wanted : room.chats[0].id);
}

export async function open(id) {
  room.chat = id;
  const address = new URLSearchParams({ who: room.me, chat: id });
  history.replaceState(undefined, '', `/?${address}`);
  tell('leave');
  if (!room.opened.has(id)) {
    const { epoch, me } = room;
    let page;
    do {
      page = await get('/room/lines', { who: me, chat: id });
      if (epoch !== room.epoch || me !== room.me) return;
      // What the bell brought while the page was on its way is known in `last` only: ask again.
    } while ((chatOf(id).last?.id ?? 0) > (page.lines.at(-1)?.id ?? 0));
    room.opened.set(id, { lines: page.lines, more: page.more });
  }
  if (room.chat === id) tell('open');
  markRead();
}

/** The page of lines above the oldest one here; gives them, for the log to put on top. */
export async function older() {
  const { me, chat, epoch } = room;
  const known = room.opened.get(chat);
  if (!known?.more) return [];
  const page = await get('/room/lines', { who: me, chat, before: known.lines[0].id });
  if (me !== room.me || chat !== room.chat || epoch !== room.epoch) return [];
  known.lines = [...page.lines, ...known.lines];
  known.more = page.more;
  return page.lines;
}

let syncing;
let again = false;

/** Fetches what is new; called at every ring and whenever something may have been missed. */
export function sync() {
  again = true;
  syncing ??= (async () => {
    try {
      while (again) {
        again = false;
        await fetchNew();
      }
    } finally {
      syncing = undefined;
    }
  })();
  return syncing.catch(() => undefined);
}

async function fetchNew() {
  const { me, epoch, cursor } = room;
  const page = await get('/room/lines', { who: me, after: cursor });
  if (me !== room.me || epoch !== room.epoch) return;
  if (page.epoch !== epoch) return become(me, room.chat);
  for (const line of page.lines) take(line);
  room.cursor = page.more ? page.lines.at(-1).id : Math.max(cursor, page.lastId);
  if (page.more) again = true;
  if (page.lines.length > 0) {
    markRead();
    tell('lines', page.lines);
  }
}

function take(line) {
  const chat = chatOf(line.chat);
  if (!chat) return;
  chat.last = line;
  if (line.mentions.includes(room.me)) chat.calls = true;
  const known = room.opened.get(line.chat);
  if (known && !(known.lines.at(-1)?.id >= line.id)) known.lines.push(line);
}

export function heardRing(ring) {
  const moved = room.movingTo !== undefined && ring.movingTo === undefined;
  Object.assign(room, { now: ring.now, movingTo: ring.movingTo });
  tell('clock', moved);
  if (ring.epoch !== room.epoch || ring.lastId > room.cursor) void sync();
}

// Newest line seen, by person and chat; each tab for itself.
const readMarks = () => JSON.parse(sessionStorage.getItem('read') ?? '{}');
const markName = (chat) => `${room.me} ${chat}`;

export function markRead() {
  const chat = here();
  if (!chat || document.hidden) return;
  chat.calls = false;
  sessionStorage.setItem('read', JSON.stringify({ ...readMarks(), [markName(chat.id)]: chat.last?.id ?? 0 }));
  tell('read');
}

export function unread() {
  const marks = readMarks();
  const news = ({ id, last }) => last && last.author !== room.me && last.id > (marks[markName(id)] ?? 0);
  return new Set(room.chats.filter(news).map(({ id }) => id));
}

/** After a reset the ids begin again. */
export const forgetRead = () => sessionStorage.removeItem('read');
