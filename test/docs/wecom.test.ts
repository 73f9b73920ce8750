import { readFileSync } from 'node:fs';
import { cardWords } from '../../src/card-words';
import { CallbackChannel } from '../../src/channels/callback/channel';
import { SocketChannel } from '../../src/channels/socket/channel';
import { WebhookChannel } from '../../src/channels/webhook/channel';
import { LIMITS } from '../../src/channels/wecom/limits';
import type { Abilities } from '../../src/chat/channel';
import { loadConfig } from '../../src/config';
import { createCounters } from '../../src/http/counters';
import { systemClock } from '../../src/lib/clock';
import { AES_KEY, TOKEN } from '../channels/callback/fake-wecom';
import { memoryLog } from '../http/memory-log';
import { projectFile } from './code-blocks';

const parts = { clock: systemClock, log: memoryLog(), counters: createCounters(), cards: cardWords() };
const callback = new CallbackChannel({
  ...parts,
  keys: { token: TOKEN, aesKey: AES_KEY },
  apiBase: 'https://qyapi.weixin.qq.com',
  late: async () => undefined,
});
const socket = new SocketChannel({
  ...parts,
  gateway: { botId: 'b', secret: 's', wsUrl: 'ws://127.0.0.1:1' },
  places: { has: async () => false, add: async () => undefined, remove: async () => undefined },
  fetchMedia: async () => [],
  readFile: async () => undefined,
});
const webhook = new WebhookChannel({
  clock: systemClock,
  apiBase: 'https://qyapi.weixin.qq.com',
  address: async () => undefined,
  unpair: async () => undefined,
  readFile: async () => undefined,
  plain: (markdown) => markdown,
});

describe.each(['README.md', 'README.zh-CN.md'])('the chapter about WeCom in %s', (path) => {
  const text = readFileSync(projectFile(path), 'utf8');

  /** The cells of the row that begins so: long connection, URL callback, webhook; `true` is yes. */
  function row(start: RegExp): boolean[] {
    const line = text.split('\n').find((each) => each.startsWith('| ') && start.test(each.slice(2)));
    const cells = line?.split('|').slice(2, 5) ?? [];
    return cells.map((cell) => /^\**(?:yes|能)/.test(cell.trim()));
  }
  const all = [socket, callback, webhook].map((channel): Abilities => channel.abilities);

  test('its table says what the channels can do', () => {
    expect(row(/^(?:speaks unasked in a group|在群里主动说话)/)).toEqual(all.map(({ push }) => push.includes('group')));
    expect(row(/^(?:speaks unasked in private|主动私聊)/)).toEqual(all.map(({ push }) => push.includes('person')));
    expect(row(/^(?:@ that rings|@到人)/)).toEqual(all.map(({ mentions }) => mentions));
    expect(row(/^(?:sends files|发文件)/)).toEqual(all.map(({ files }) => files === true));
    expect(row(/^(?:buttons|答复下面的按钮)/)).toEqual(all.map(({ cards }) => cards));
  });

  test('its limits are those that we keep', () => {
    const { webhookText, webhookMarkdown } = LIMITS;
    const numbers = [webhookText.bytes, webhookMarkdown.bytes, ...webhookText.rates.map(({ messages }) => messages)];
    for (const number of numbers) expect(text).toMatch(new RegExp(`\\b${number}\\b`));
    expect(text).toContain('(docs/routes.md)');
  });

  test('the address that it has entered in the console is served', () => {
    const address = /`https:\/\/[^/`]+(\/[^`]+)`/.exec(text)?.[1];
    expect(callback.routes.map((route) => `${route.method} ${route.path}`)).toEqual([
      `GET ${address}`,
      `POST ${address}`,
    ]);
    expect(text).toContain(`location = ${address} {`);
  });

  test('the two lines of each way are a working set of settings', () => {
    const socketLines = { WECOM_BOT_ID: 'b', WECOM_BOT_SECRET: 's' };
    const callbackLines = { WECOM_CALLBACK_TOKEN: TOKEN, WECOM_CALLBACK_AES_KEY: AES_KEY };
    for (const lines of [socketLines, callbackLines]) {
      for (const name of Object.keys(lines)) expect(text).toContain(`\`${name}\``);
      expect(loadConfig(lines).mode).toBe('wecom');
    }
  });
});

test('both READMEs take the reader through the console with the same words in the same order', () => {
  const words =
    /智能机器人|手动创建|API 模式创建|API 配置|使用长连接|URL 回调|Bot ID|Secret|EncodingAESKey|可使用的成员|添加成员|消息推送|工作台/g;
  const path = ['安全与管理', '管理工具', '智能机器人', '创建', '手动创建'].join(' › ');
  for (const page of ['README.md', 'README.zh-CN.md']) {
    const text = readFileSync(projectFile(page), 'utf8');
    expect(text).toContain(path);
    expect(new Set(text.match(words))).toEqual(
      new Set(
        '智能机器人 手动创建 API模式创建 API配置 使用长连接 URL回调 BotID Secret EncodingAESKey 可使用的成员 添加成员 消息推送 工作台'
          .split(' ')
          .map((word) => word.replace(/^(API|URL|Bot)(?=.)/, '$1 ')),
      ),
    );
  }
});
