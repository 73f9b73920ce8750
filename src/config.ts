import { z } from 'zod';

/** The settings of the running program. Secrets are plain strings here: never log this object. */
export interface Config {
  /** `room` while no WeCom setting is present: the local room, for whoever sits at this machine. */
  readonly mode: 'room' | 'wecom';
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly longConnection?: { readonly botId: string; readonly secret: string; readonly wsUrl: string };
  readonly callback?: { readonly token: string; readonly aesKey: string };
  /** Origin without a slash at the end: webhooks and response_url may only go there. */
  readonly apiBase: string;
  readonly botName: string;
  readonly adminUserids: readonly string[];
  readonly timezone: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Asked about sentences that our own reader gives up on; absent by default. */
  readonly secondReader?: {
    readonly url: string;
    readonly model: string;
    readonly key?: string;
    readonly timeoutMs: number;
  };
}

/** One thing that is wrong with the settings. A value is never part of it. */
export interface ConfigProblem {
  readonly code: 'value' | 'missing' | 'both' | 'alone' | 'misspelt' | 'openRoom';
  /** The variable to look at. */
  readonly name: string;
  readonly text: string;
  /** The variable that needs the missing one. */
  readonly with?: string;
  /** Characters of a value that cannot be right. */
  readonly length?: number;
}

/** Every problem of the settings at once, one a line. Values of secrets are never part of it. */
export class ConfigError extends Error {
  constructor(
    readonly found: readonly ConfigProblem[],
    /** What would be read if all that is wrong were left out: so much can still be checked. */
    readonly rest: Config,
  ) {
    super(`the settings cannot be used:\n${found.map(({ text }) => `  - ${text}`).join('\n')}`);
    this.name = 'ConfigError';
  }

  get problems(): readonly string[] {
    return this.found.map(({ text }) => text);
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const OFFICIAL_WS_URL = 'wss://openws.work.weixin.qq.com';
const ROOM_DATABASE = 'sqlite:data/room.sqlite';
const WECOM_DATABASE = 'sqlite:data/baopingan.sqlite';

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Encrypted everywhere but on this machine, and nothing but an origin where `bare`. */
function isAddress(text: string, scheme: 'https' | 'wss', bare: boolean): boolean {
  const url = urlOf(text);
  if (url === undefined || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (bare && (url.pathname !== '/' || url.search !== '')) return false;
  return url.protocol === `${scheme}:` || (url.protocol === `${scheme.slice(0, -1)}:` && isLoopback(url.hostname));
}

/** A server in the bureau's own network may speak plainly; anything else is encrypted. */
const PRIVATE_NETWORK = /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}$/;
const isReaderAddress = (text: string): boolean =>
  isAddress(text, 'https', false) ||
  (urlOf(text)?.protocol === 'http:' && PRIVATE_NETWORK.test(urlOf(text)?.hostname ?? '') && !text.includes('@'));

/** China has one zone and no summer time, and all our reckoning of days relies on it (lib/time). */
function isBeijingAllYear(zone: string): boolean {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const months = Array.from({ length: 36 }, (_, month) => Date.UTC(2025, month, 1));
    return months.every((at) => format.formatToParts(at).some((part) => part.value === 'GMT+08:00'));
  } catch {
    return false;
  }
}

const optionalWord = z
  .string()
  .regex(/^[^\s\p{Cc}]+$/u, 'must not contain white space')
  .optional();

const settings = z.object({
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
    .transform(Number)
    .default(3000)
    .refine((port) => port <= 65_535, 'must be a port, 0 to 65535'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must be sqlite:PATH or postgres://…')
    .optional(),
  WECOM_BOT_ID: optionalWord,
  WECOM_BOT_SECRET: optionalWord,
  WECOM_WS_URL: z
    .string()
    .refine((url) => isAddress(url, 'wss', false), 'must be a wss:// address')
    .optional(),
  WECOM_CALLBACK_TOKEN: optionalWord,
  WECOM_CALLBACK_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}$/, 'must be the EncodingAESKey of the console: 43 letters and digits')
    .optional(),
  WECOM_API_BASE: z
    .string()
    .refine((url) => isAddress(url, 'https', true), 'must be an https:// address without a path')
    .optional(),
  BOT_NAME: z
    .string()
    .max(64, 'must not be longer than 64 characters')
    .regex(/^[^\s@]+$/, 'must have no white space and no @')
    .default('小安'),
  ADMIN_USERIDS: z
    .string()
    .default('')
    .transform((list) => [...new Set(list.split(/[\s,，、;；]+/).filter(Boolean))])
    .refine((ids) => ids.every((id) => Buffer.byteLength(id) <= 64), 'a userid has at most 64 bytes'),
  TIMEZONE: z
    .string()
    .default('Asia/Shanghai')
    .refine(isBeijingAllYear, 'must be a zone that is 8 hours ahead of UTC all year, such as Asia/Shanghai'),
  SECOND_READER_URL: z
    .string()
    .refine(isReaderAddress, 'must be an https:// address (http:// on this machine or in a private network)')
    .optional(),
  SECOND_READER_KEY: optionalWord,
  SECOND_READER_MODEL: optionalWord,
  SECOND_READER_TIMEOUT_MS: z
    .string()
    .regex(/^\d{3,4}$/, 'must be milliseconds, 200 to 2500')
    .transform(Number)
    .default(2000)
    .refine((ms) => ms >= 200 && ms <= 2500, 'must be milliseconds, 200 to 2500: WeCom waits 5 seconds for an answer'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});
type Settings = z.output<typeof settings>;
type Name = keyof Settings;
const NAMES = Object.keys(settings.shape) as Name[];

type Given = Partial<Record<Name, string>>;
const PAIRS: readonly (readonly [Name, Name])[] = [
  ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'],
  ['WECOM_CALLBACK_TOKEN', 'WECOM_CALLBACK_AES_KEY'],
  ['SECOND_READER_URL', 'SECOND_READER_MODEL'],
];
/** The first is of no use without the second. */
const NEEDS: readonly (readonly [Name, Name])[] = [
  ...PAIRS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]),
  ['SECOND_READER_KEY', 'SECOND_READER_URL'],
];

const wecomNames = (given: Given): readonly Name[] =>
  NAMES.filter((name) => name.startsWith('WECOM_') && given[name] !== undefined);

/** What no single setting can know. */
function problemsBetween(given: Given): readonly ConfigProblem[] {
  const has = (name: Name): boolean => given[name] !== undefined;
  const lacking = NEEDS.filter(([one, other]) => has(one) && !has(other));
  const missing = lacking.map(([one, other]): ConfigProblem => {
    return { code: 'missing', name: other, with: one, text: `${other} is missing: ${one} needs it` };
  });
  const wecom = wecomNames(given);
  const alone = wecom.length > 0 && wecom.every((name) => name === 'WECOM_WS_URL' || name === 'WECOM_API_BASE');
  return [
    ...missing,
    ...(has('WECOM_BOT_ID') && has('WECOM_CALLBACK_TOKEN') ? [BOTH] : []),
    ...(alone ? [aloneOf(wecom)] : []),
    ...(wecom.length === 0 && !isLoopback(given.HOST ?? '127.0.0.1') ? [OPEN_ROOM] : []),
  ];
}

const BOTH: ConfigProblem = {
  code: 'both',
  name: 'WECOM_CALLBACK_TOKEN',
  text: 'WECOM_BOT_ID and WECOM_CALLBACK_TOKEN: a bot has the long connection or the callback, not both; keep one',
};
const OPEN_ROOM: ConfigProblem = {
  code: 'openRoom',
  name: 'HOST',
  text: 'HOST must be a loopback address (127.0.0.1) while no WeCom setting is present: in the local room anyone can be anyone',
};

function aloneOf(names: readonly Name[]): ConfigProblem {
  const name = names.join(' and ');
  const text = `${name} alone lets no message in: set WECOM_BOT_ID or WECOM_CALLBACK_TOKEN as well`;
  return { code: 'alone', name, text };
}

/** A setting of ours that is misspelt would be ignored in silence, and the room would open instead. */
function misspelt(env: Readonly<Record<string, string | undefined>>): readonly ConfigProblem[] {
  const unknown = Object.keys(env).filter(
    (name) => /^(?:WECOM|SECOND_READER)_/.test(name) && !NAMES.some((known) => known === name),
  );
  return unknown.map((name) => {
    return { code: 'misspelt', name, text: `${name} is no setting of this program; the names are in .env.example` };
  });
}

function configOf(given: Given, read: Settings): Config {
  const mode = wecomNames(given).length > 0 ? 'wecom' : 'room';
  const { WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret, WECOM_WS_URL: wsUrl = OFFICIAL_WS_URL } = read;
  const { SECOND_READER_URL: url, SECOND_READER_MODEL: model, SECOND_READER_KEY: key } = read;
  const { WECOM_CALLBACK_TOKEN: token, WECOM_CALLBACK_AES_KEY: aesKey } = read;
  return {
    mode,
    host: read.HOST,
    port: read.PORT,
    databaseUrl: read.DATABASE_URL ?? (mode === 'room' ? ROOM_DATABASE : WECOM_DATABASE),
    ...(botId !== undefined && secret !== undefined && { longConnection: { botId, secret, wsUrl } }),
    ...(token !== undefined && aesKey !== undefined && { callback: { token, aesKey } }),
    apiBase: new URL(read.WECOM_API_BASE ?? 'https://qyapi.weixin.qq.com').origin,
    botName: read.BOT_NAME,
    adminUserids: read.ADMIN_USERIDS,
    timezone: read.TIMEZONE,
    logLevel: read.LOG_LEVEL,
    ...(url !== undefined &&
      model !== undefined && {
        secondReader: { url, model, ...(key !== undefined && { key }), timeoutMs: read.SECOND_READER_TIMEOUT_MS },
      }),
  };
}

/**
 * The environment as a typed Config. An empty value counts as absent.
 * @throws ConfigError that names every problem
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given: Given = {};
  for (const name of NAMES) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  const wrong = NAMES.flatMap((name) => problemOf(name, given[name]) ?? []);
  const problems = [...wrong, ...misspelt(env), ...problemsBetween(given)];
  const good = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.some((each) => each.name === name)));
  const config = configOf(given, settings.parse(good));
  if (problems.length > 0) throw new ConfigError(problems, config);
  return config;
}

function problemOf(name: Name, value: string | undefined): ConfigProblem | undefined {
  if (value === undefined) return undefined;
  const read = settings.shape[name].safeParse(value);
  const [issue] = read.error?.issues ?? [];
  return issue && { code: 'value', name, length: value.length, text: `${name} ${issue.message}` };
}
