import { DAY, HOUR, MINUTE } from '../../lib/time';

export interface Rate {
  readonly messages: number;
  readonly milliseconds: number;
}

export interface Limit {
  readonly what: string;
  /** Longest content, in UTF-8 bytes; of an upload, the file. */
  readonly bytes: number;
  /** All kinds that count per the same thing count together. */
  readonly per: 'webhook' | 'conversation' | 'response_url' | 'bot';
  readonly rates: readonly Rate[];
  /** Page of the developer site. */
  readonly page: number;
}

const PER_WEBHOOK = [{ messages: 20, milliseconds: MINUTE }] as const;
const PER_CONVERSATION = [
  { messages: 30, milliseconds: MINUTE },
  { messages: 1000, milliseconds: HOUR },
] as const;
const MARKDOWN = 20_480;
const FILE = 20 * 1024 * 1024;

/** A media_id works for three days (pages 91770 and 101463); an hour is left for the way. */
export const MEDIA_LIFE = 3 * DAY - HOUR;

/** What WeCom takes, by the kind of message; docs/routes.md shows this table. */
export const LIMITS = {
  webhookText: {
    what: 'group webhook: text, the only kind that rings',
    bytes: 2048,
    per: 'webhook',
    rates: PER_WEBHOOK,
    page: 91770,
  },
  webhookMarkdown: { what: 'group webhook: markdown', bytes: 4096, per: 'webhook', rates: PER_WEBHOOK, page: 91770 },
  reply: {
    what: 'long connection or callback: answer',
    bytes: MARKDOWN,
    per: 'conversation',
    rates: PER_CONVERSATION,
    page: 101_031,
  },
  push: { what: 'long connection: push', bytes: MARKDOWN, per: 'conversation', rates: PER_CONVERSATION, page: 101_463 },
  responseUrl: {
    what: 'callback: late answer',
    bytes: MARKDOWN,
    per: 'response_url',
    rates: [{ messages: 1, milliseconds: HOUR }],
    page: 101_138,
  },
  upload: { what: 'uploaded file', bytes: FILE, per: 'bot', rates: PER_CONVERSATION, page: 101_463 },
} as const satisfies Readonly<Record<string, Limit>>;
