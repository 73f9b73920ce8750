export type FindingState = 'ok' | 'wrong' | 'note';

/**
 * Everything that a check-up can find, with how bad it is; the words are in `templates/checkup/<topic>.md`, one section
 * per cause. The topics stand in the order in which somebody at night would want them.
 */
export const CAUSES = {
  settings: {
    fine: 'ok',
    HOST: 'wrong',
    PORT: 'wrong',
    DATABASE_URL: 'wrong',
    WECOM_BOT_ID: 'wrong',
    WECOM_BOT_SECRET: 'wrong',
    WECOM_WS_URL: 'wrong',
    WECOM_CALLBACK_TOKEN: 'wrong',
    WECOM_CALLBACK_AES_KEY: 'wrong',
    WECOM_API_BASE: 'wrong',
    BOT_NAME: 'wrong',
    ADMIN_USERIDS: 'wrong',
    TIMEZONE: 'wrong',
    LOG_LEVEL: 'wrong',
    other: 'wrong',
    missing: 'wrong',
    both: 'wrong',
    alone: 'wrong',
    misspelt: 'wrong',
    openRoom: 'wrong',
  },
  database: {
    fine: 'ok',
    missing: 'note',
    empty: 'note',
    behind: 'note',
    newer: 'wrong',
    damaged: 'wrong',
    noFolder: 'wrong',
    forbidden: 'wrong',
    notDatabase: 'wrong',
    full: 'wrong',
    busy: 'wrong',
    unknownHost: 'wrong',
    noServer: 'wrong',
    timeout: 'wrong',
    password: 'wrong',
    noDatabase: 'wrong',
    failed: 'wrong',
  },
  disk: { full: 'wrong', small: 'note' },
  program: {
    running: 'ok',
    room: 'ok',
    never: 'note',
    roomClosed: 'note',
    unknownPort: 'note',
    stopped: 'wrong',
    hangs: 'wrong',
    stranger: 'wrong',
    notReady: 'wrong',
  },
  connection: {
    subscribed: 'ok',
    accepted: 'ok',
    opening: 'note',
    skipped: 'note',
    secret: 'wrong',
    refused: 'wrong',
    unreachable: 'wrong',
    silent: 'wrong',
    kicked: 'wrong',
  },
  callback: { fine: 'ok', unheard: 'note', signature: 'wrong', stale: 'wrong' },
  clock: { fine: 'ok', offline: 'note', skewed: 'wrong', backwards: 'wrong' },
  inbox: { unsettled: 'wrong' },
  queue: { fine: 'ok', slow: 'wrong', stuck: 'wrong' },
  reminders: { fine: 'ok', none: 'note', stuck: 'wrong' },
  test: { sent: 'ok', blocked: 'wrong', refused: 'wrong', unknown: 'wrong', noWebhook: 'wrong', noGroup: 'wrong' },
  register: { empty: 'wrong', room: 'wrong' },
  group: {
    fine: 'ok',
    noRing: 'note',
    untold: 'note',
    unbound: 'wrong',
    unspoken: 'wrong',
    noWebhook: 'wrong',
    badWebhook: 'wrong',
    webhookGone: 'wrong',
    ringGone: 'wrong',
    botGone: 'wrong',
    failing: 'wrong',
  },
  groups: { none: 'wrong', noBureau: 'wrong', strangers: 'note' },
  admins: { fine: 'ok', one: 'note', none: 'wrong', unknown: 'wrong' },
  people: { fine: 'ok', none: 'note', unbound: 'note', heads: 'note' },
  calendar: { fine: 'ok', soon: 'note', nextMissing: 'wrong', thisMissing: 'wrong', broken: 'wrong' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FindingState>>>>;

export type Topic = keyof typeof CAUSES;

/** Facts for the words: a name that ends in `At` is an instant, one in `Minutes` a number of minutes. No secrets. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface Finding {
  readonly topic: Topic;
  readonly cause: string;
  readonly state: FindingState;
  readonly facts: Facts;
}

export function finding<T extends Topic>(
  topic: T,
  cause: keyof (typeof CAUSES)[T] & string,
  // A fact that has the name of a cause would show that cause's words.
  facts: Facts & { readonly [Cause in keyof (typeof CAUSES)[T]]?: never } = {},
): Finding {
  const states: Readonly<Record<string, FindingState>> = CAUSES[topic];
  return { topic, cause, state: states[cause] ?? 'wrong', facts };
}

const STATES: readonly FindingState[] = ['wrong', 'note', 'ok'];
const TOPICS = Object.keys(CAUSES);

/** The worst first, then in the order of the topics. */
export const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort(
    (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic),
  );
