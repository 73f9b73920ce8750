/**
 * What a refused send means for the next try.
 * `retry` a failure of the system: try again later; `wait` too many at a time: wait a minute, then go on;
 * `unbind` the group cannot be reached on this way any more: stop using it and tell the admin;
 * `give_up` the same message would be refused again: tell the admin, who must change a setting, or us (a bug).
 */
export type ErrcodeClass = 'retry' | 'wait' | 'unbind' | 'give_up';

/** Why it would be refused again. */
export type Cause =
  /** A setting of the console: only an admin can help. */
  | 'setting'
  /** This text, picture or file. */
  | 'message'
  /** The time for this reply is over. */
  | 'late'
  /** What we sent is wrong. */
  | 'bug';

/** The codes of WeCom that a send can meet (its page 90313 and reports from the field); decided by number, never by text. */
const CLASSES: Readonly<Record<Exclude<ErrcodeClass, 'give_up'> | Cause, readonly number[]>> = {
  retry: [
    -1, // system busy; also ours: not connected, or an HTTP status other than 200
    40014, // access_token no longer valid: a fresh one will do
    42001, // access_token expired
    45033, // too many calls at the same time
    846609, // long connection not subscribed: works after it is
  ],
  wait: [
    45009, // frequency limit of the interface; also ours: our own window is full
    846607, // frequency limit of the bot's sends
  ],
  unbind: [
    40050, // the chat does not exist
    86001, // chat id illegal
    86003, // chat id missing
    86008, // the group belongs to another app
    93000, // webhook address wrong, or removed from the group
    93001, // the bot may not speak in this room
    93006, // chat id invalid
    93008, // the bot is not in the group
  ],
  setting: [
    40001, 40003, 40013, 40056, 48002, 60011, 60020, 60021, 60111, 81013, 86101, 93004, 850002, 851008, 853000, 853006,
  ],
  message: [40004, 40005, 40006, 40007, 40009, 40011, 40123, 45001, 45002, 85002],
  late: [846604, 846605, 846608],
  bug: [
    40008, 40033, 40035, 40058, 40063, 41001, 42014, 42015, 42016, 42017, 42018, 42019, 42020, 42045, 44001, 44004,
    86004, 86005, 86006, 86007, 93017, 93018, 93019, 600039,
  ],
};

type Kind = keyof typeof CLASSES;

const KIND_OF: ReadonlyMap<number, Kind> = new Map(
  (Object.entries(CLASSES) as [Kind, readonly number[]][]).flatMap(([kind, codes]) =>
    codes.map((code): [number, Kind] => [code, kind]),
  ),
);

/** An unknown code is given up: only failures of the system deserve to be tried again by a machine. */
export function classify(errcode: number): ErrcodeClass {
  const kind = KIND_OF.get(errcode);
  return kind === 'retry' || kind === 'wait' || kind === 'unbind' ? kind : 'give_up';
}

/** Why a code that is given up is; `undefined` for one that nobody has told us of. */
export function causeOf(errcode: number): Cause | undefined {
  const kind = KIND_OF.get(errcode);
  return kind === 'setting' || kind === 'message' || kind === 'late' || kind === 'bug' ? kind : undefined;
}
