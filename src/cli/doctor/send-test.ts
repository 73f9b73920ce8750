import { sendUrl, webhookKey } from '../../channels/webhook/address';
import type { Config } from '../../config';
import { type Finding, finding } from '../../domain/checkup/finding';
import { forgetWebhookLost, noteWebhookLost } from '../../domain/checkup/traces';
import { testedGroup } from '../../domain/checkup/test-message';
import { MistakeError } from '../../domain/mistakes';
import type { Tx } from '../../domain/ports';
import { Register } from '../../domain/register-index';
import { type ApiOutcome, postApi } from '../../http/post-api';
import type { Instant } from '../../lib/time';
import type { Storage } from '../../storage';

export interface TestParts {
  readonly storage: Storage;
  readonly config: Config;
  /** What the message says. */
  readonly markdown: string;
  readonly now: Instant;
}

interface Target {
  readonly id: string;
  readonly name: string;
  readonly address: string | undefined;
}

async function targetIn(tx: Tx, typed: string): Promise<Target> {
  const { id, name } = testedGroup(new Register(await tx.register.load()), typed);
  return { id, name, address: await tx.secrets.get(`webhook:${id}`) };
}

const WAIT_MS = 5000;
const GONE = 93_000;
const OFFLINE = -1;
const TOO_OFTEN = 45_009;

function said(result: ApiOutcome, name: string): Finding {
  if (result.outcome === 'sent') return finding('test', 'sent', { name });
  if (result.outcome === 'unknown') return finding('test', 'unknown', { name });
  const { errcode } = result;
  const why = { gone: errcode === GONE, offline: errcode === OFFLINE, often: errcode === TOO_OFTEN };
  return finding('test', 'refused', { name, errcode, ...why });
}

/** The next check-up knows what this one found out, unless the group has another webhook by now. */
async function keep(tx: Tx, result: ApiOutcome, of: { id: string; address: string; now: Instant }): Promise<void> {
  if ((await tx.secrets.get(`webhook:${of.id}`)) !== of.address) return;
  if (result.outcome === 'sent') await forgetWebhookLost(tx, of.id);
  if (result.outcome === 'refused' && result.errcode === GONE) await noteWebhookLost(tx, of.id, of.now);
}

/** Sends one message through the webhook of a group, past the outbox: the program need not run. */
export async function sendTest(typed: string, { storage, config, markdown, now }: TestParts): Promise<Finding> {
  try {
    const { id, name, address } = await storage.work.run((tx) => targetIn(tx, typed));
    if (address === undefined) return finding('test', 'noWebhook', { name });
    const key = webhookKey(address, config.apiBase);
    if (key === undefined) return finding('test', 'noWebhook', { name });
    const body = { msgtype: 'markdown', markdown: { content: markdown } };
    const url = sendUrl(key, config.apiBase);
    const result = await postApi({ url, body, timeoutMs: WAIT_MS, secret: key });
    await storage.work.run((tx) => keep(tx, result, { id, address, now }));
    return said(result, name);
  } catch (error) {
    if (!(error instanceof MistakeError)) throw error;
    const { typed: word = '', details = {} } = error.mistake;
    return finding('test', 'noGroup', { typed: word, names: details['names'] ?? [] });
  }
}
