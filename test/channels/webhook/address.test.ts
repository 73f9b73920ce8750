import { sendUrl, webhookKey } from '../../../src/channels/webhook/address';

const base = 'https://qyapi.weixin.qq.com';
const key = '11111111-2222-3333-4444-555555555555';
const address = `${base}/cgi-bin/webhook/send?key=${key}`;

test('the key of a pasted address', () => {
  expect(webhookKey(address, base)).toBe(key);
  expect(webhookKey(`  ${address}\n`, base)).toBe(key);
  expect(sendUrl(key, base).href).toBe(address);
});

test('an http base on this machine is good for tests', () => {
  const local = 'http://127.0.0.1:8080';
  expect(webhookKey(`${local}/cgi-bin/webhook/send?key=${key}`, local)).toBe(key);
  expect(webhookKey(address, local)).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['a bare key', key],
  ['http', address.replace('https', 'http')],
  ['another host', address.replace('qyapi', 'evil')],
  ['a host that only begins alike', address.replace('qq.com', 'qq.com.evil.org')],
  ['another port', address.replace('.com', '.com:8443')],
  ['a user', address.replace('https://', 'https://qyapi.weixin.qq.com@')],
  ['another path', address.replace('webhook/send', 'message/send')],
  ['a longer path', address.replace('send', 'send/x')],
  ['no key', `${base}/cgi-bin/webhook/send`],
  ['an empty key', `${base}/cgi-bin/webhook/send?key=`],
  ['two keys', `${address}&key=${key}`],
  ['something besides the key', `${address}&debug=1`],
  ['a strange key', `${base}/cgi-bin/webhook/send?key=../../x`],
  ['a fragment', `${address}#x`],
  ['text around it', `the address is ${address}`],
])('%s is refused', (_, text) => {
  expect(webhookKey(text, base)).toBeUndefined();
});
