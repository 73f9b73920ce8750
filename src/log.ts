import pino from 'pino';
import type { Config } from './config';

/** Nothing that a person typed, no secret and no address with a key may reach a log, whoever passes it by mistake. */
const SECRET_FIELDS = [
  'text',
  'markdown',
  'payload',
  'answer',
  'replyTo',
  'response_url',
  'url',
  'mobile',
  'phone',
  'secret',
  'token',
  'aesKey',
];

export const createLog = (level: Config['logLevel']): pino.Logger =>
  pino({ level, redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '***' } });
