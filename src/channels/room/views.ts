import type { RoomChannel } from './room-channel';
import { RoomError } from './errors';
import type { RoomPerson, RoomPort, RoomScene } from './port';
import { privateChat } from './transcript';

// The first look at a chat, and each look further back.
const pageLines = 200;
// What a page that was away fetches in one go.
const catchUpLines = 500;

export function personOf(scene: RoomScene, userid: string): RoomPerson {
  const person = scene.people.find((candidate) => candidate.userid === userid);
  if (!person) throw new RoomError('unknown-person');
  return person;
}

/** The id of a chat that this person may speak in and read: a group, or `private`. */
export function chatOf(scene: RoomScene, userid: string, chat: string): string {
  if (chat === 'private' || chat === privateChat(userid)) return privateChat(userid);
  if (!scene.groups.some((group) => group.id === chat)) throw new RoomError('unknown-chat');
  return chat;
}

/** Everything a page needs to begin, as this person sees it; an unknown person is the guide's first or the first. */
export async function stateView(room: RoomChannel, port: RoomPort, asked: string) {
  const scene = await port.scene();
  const first = scene.guide.find((step) => step.kind === 'say')?.who ?? scene.people[0]?.userid ?? '';
  const me = personOf(scene, scene.people.some(({ userid }) => userid === asked) ? asked : first);
  const own = scene.groups.filter(({ id }) => me.groups.includes(id));
  const others = scene.groups.filter(({ id }) => !me.groups.includes(id));
  const chats = [...own, { id: privateChat(me.userid), name: '' }, ...others].map((chat) => ({
    ...chat,
    private: chat.id === privateChat(me.userid),
    last: room.transcript.last(chat.id),
  }));
  const { botName, people, guide } = scene;
  return { ...room.ring(), me: me.userid, bot: botName, people, chats, guide, jumps: await port.jumps() };
}

/** What this person has not seen, of all chats. */
export function newLinesView(room: RoomChannel, userid: string, after: number) {
  return { ...room.ring(), ...room.transcript.after(after, userid, catchUpLines) };
}

export function oldLinesView(room: RoomChannel, chat: string, before: number) {
  return { ...room.ring(), ...room.transcript.before(before, chat, pageLines) };
}
