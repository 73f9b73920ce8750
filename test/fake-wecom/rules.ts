/** Numbers of the service, each with the page of the developer site that states it. */
export const CONVERSATION_LIMITS = [
  { count: 30, milliseconds: 60_000 }, // 101463: replies and pushes together; uploads of a bot have the same
  { count: 1000, milliseconds: 3_600_000 },
] as const;
export const WEBHOOK_LIMITS = [{ count: 20, milliseconds: 60_000 }] as const; // 91770
export const CONTENT_BYTES = 20_480; // 101031, 101138, 101463
export const WEBHOOK_TEXT_BYTES = 2048; // 91770
export const WEBHOOK_MARKDOWN_BYTES = 4096; // 91770
export const REPLY_LIFE_MS = 24 * 3_600_000; // 101463
export const EVENT_LIFE_MS = 5000; // 101027
export const STREAM_LIFE_MS = 6 * 60_000; // 101463
export const TASK_ID = /^[0-9a-zA-Z_\-@]{1,128}$/; // 101032
export const KEY_BYTES = 1024; // 101032
export const MAX_BUTTONS = 6; // 101032
/** Characters that clients show; the rest is cut (101032). */
export const SHOWN = { title: 26, desc: 30, text: 112, button: 10 } as const;
export const RESPONSE_URL_LIFE_MS = 3_600_000; // 101138
export const MEDIA_LIFE_MS = 5 * 60_000; // 100719
export const UPLOADED_LIFE_MS = 3 * 24 * 3_600_000; // 101463, 91770
export const UPLOAD_LIFE_MS = 30 * 60_000; // 101463
export const CHUNK_BYTES = 512 * 1024; // 101463
export const MAX_CHUNKS = 100; // 101463
export const FILE_BYTES = 20 * 1024 * 1024; // 101463, 91770
export const MIN_FILE_BYTES = 6; // "more than 5 bytes"

export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** What every part of the fake answers: an errcode, and what stands beside it. */
export interface Verdict {
  readonly errcode: number;
  readonly body?: Readonly<Record<string, unknown>>;
}
export const ok = (body?: Verdict['body']): Verdict => ({ errcode: 0, ...(body && { body }) });
export const no = (errcode: number): Verdict => ({ errcode });

export interface FakeClock {
  now(): number;
}
