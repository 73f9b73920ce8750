import { HOUR, MINUTE } from '../lib/time';
import { Markdown } from '../words/templates';
import type { PushRoute } from './channel';
import { type Desk, enqueue, type OutgoingBody } from './outgoing';
import { tellUndelivered } from './undelivered';

/** What people must know about sending, because only they can mend it. */
export type Trouble =
  /** The far end does not know this place on this way any more; the way is not used until it is paired again. */
  | { readonly kind: 'unbound'; readonly channel: string; readonly route: PushRoute }
  /** A setting of the console keeps messages back. */
  | { readonly kind: 'setting'; readonly channel: string; readonly errcode: number }
  /** Nothing carries it (no errcode), or what carries it refuses it for good. */
  | {
      readonly kind: 'undelivered';
      readonly route: PushRoute;
      readonly body: OutgoingBody;
      readonly errcode?: number;
    };

export interface TroubleDesk extends Desk {
  readonly botName: string;
}

/** The same trouble is not told twice within this time; the way that is unbound is not used a second time anyway. */
const QUIET = { unbound: 5 * MINUTE, setting: HOUR, undelivered: HOUR } as const;
const TITLE = 30;

/** Tells the group of the bureau, or the admins where that group is the trouble, in one sentence with what to do. */
export async function tellTrouble(desk: TroubleDesk, trouble: Trouble): Promise<void> {
  const { register } = desk;
  if (trouble.kind === 'undelivered' && trouble.body.trouble) return passOn(desk, trouble);
  if (trouble.kind === 'undelivered' && trouble.route.kind === 'person') {
    const { body, route, errcode } = trouble;
    return body.file
      ? tellLostFile(desk, { userid: route.userid, name: body.file.name, errcode })
      : tellUndelivered(desk, { userid: route.userid, markdown: body.markdown });
  }
  if (await toldAlready(desk, trouble)) return;
  const bureau = register.bureauGroup;
  const deaf = 'route' in trouble && trouble.route.kind === 'group' && trouble.route.chatId === bureau?.chatId;
  const push = { template: `trouble/${trouble.kind}`, view: viewOf(desk, trouble), trouble: true } as const;
  if (bureau?.chatId !== undefined && !deaf) {
    await enqueue(desk, [{ ...push, to: { groupId: bureau.id } }]);
    return;
  }
  await enqueue(
    desk,
    register.admins().map((person) => ({ ...push, to: { person } })),
  );
}

/** The bureau's group did not get it: the admins do, in its own words. What they do not get either is in the log. */
async function passOn(
  desk: TroubleDesk,
  { route, body }: { readonly route: PushRoute; readonly body: OutgoingBody },
): Promise<void> {
  if (route.kind === 'person') return;
  const view = { text: new Markdown(body.markdown) };
  const told = { template: 'trouble/passed-on', view, trouble: true } as const;
  await enqueue(
    desk,
    desk.register.admins().map((person) => ({ ...told, to: { person } })),
  );
}

/** Where no way leads, the words before the file were told already. */
async function tellLostFile(
  desk: Desk,
  { userid, name, errcode }: { userid: string; name: string; errcode: number | undefined },
): Promise<void> {
  const bureau = desk.register.bureauGroup;
  if (!bureau || errcode === undefined) return;
  const view = { name, errcode, who: desk.register.personOf(userid)?.name ?? userid };
  await enqueue(desk, [{ to: { groupId: bureau.id }, template: 'trouble/file', view, trouble: true }]);
}

/** Kept with the transaction that tells it: told with it, or not at all. */
async function toldAlready({ tx, now }: TroubleDesk, trouble: Trouble): Promise<boolean> {
  const about = trouble.kind === 'setting' ? String(trouble.errcode) : keyOf(trouble.route);
  const way = trouble.kind === 'undelivered' ? '' : trouble.channel;
  const key = `told:${trouble.kind}:${way}:${about}`;
  const last = await tx.settings.get(key);
  if (last !== undefined && now - Number(last) < QUIET[trouble.kind]) return true;
  await tx.settings.set(key, String(now));
  return false;
}

const keyOf = (route: PushRoute): string => (route.kind === 'group' ? route.chatId : route.userid.toLowerCase());

function viewOf({ register, botName }: TroubleDesk, trouble: Trouble): Readonly<Record<string, unknown>> {
  if (trouble.kind === 'setting') return { botName, errcode: trouble.errcode, ...settingOf(trouble.errcode) };
  const { route } = trouble;
  const group = route.kind === 'group' ? register.groupOfChat(route.chatId) : undefined;
  const person = route.kind === 'person' ? register.personOf(route.userid) : undefined;
  const view = { botName, group: group?.name ?? '', person: person?.name ?? '', inGroup: route.kind === 'group' };
  if (trouble.kind === 'unbound') return { ...view, webhook: trouble.channel === 'webhook' };
  const { errcode } = trouble;
  return { ...view, noWay: errcode === undefined, errcode: errcode ?? '', title: titleOf(trouble.body) };
}

/** Which page of the console helps; the words are in the template. */
const PAGES = {
  secret: [40001, 40013, 40056, 853000],
  disabled: [93004],
  address: [60020],
  range: [40003, 60011, 60021, 60111, 81013],
} as const;

function settingOf(errcode: number): Readonly<Record<string, boolean>> {
  const found = Object.entries(PAGES).map(([page, codes]): [string, boolean] => [
    page,
    codes.some((code) => code === errcode),
  ]);
  return { ...Object.fromEntries(found), other: found.every(([, is]) => !is) };
}

/** The beginning of a text without marks of markdown, to know it by. */
function titleOf({ markdown, file }: OutgoingBody): string {
  if (file) return file.name;
  const line = markdown.split('\n').find((each) => each.trim() !== '') ?? '';
  const words = Array.from(line.replaceAll('**', '').replaceAll('\\', '').replaceAll('\u200B', ''));
  return words.length > TITLE ? `${words.slice(0, TITLE).join('')}…` : words.join('');
}
