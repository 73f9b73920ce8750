/**
 * WeCom keeps the media of bots in its own account of Tencent's object store: the account's number at the end of the
 * bucket's name is what nobody else can have (the example of page 100719 is
 * `ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com`).
 */
const HOSTS: readonly RegExp[] = [
  /^[a-z0-9-]+-1258476243\.cos\.[a-z0-9-]+\.myqcloud\.com$/,
  /^([a-z0-9-]+\.)*work\.weixin\.qq\.com$/,
];
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export interface HostRules {
  /** For a gateway on this machine: then, and only then, http on loopback is taken too. */
  readonly loopback: boolean;
}

/** May we fetch from there? https, WeCom's hosts, the usual port, no name and password. */
export function mediaUrl(address: string, { loopback }: HostRules): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return undefined;
  if (loopback && LOOPBACK.test(url.hostname) && /^https?:$/.test(url.protocol)) return url;
  const ours = url.protocol === 'https:' && url.port === '' && HOSTS.some((host) => host.test(url.hostname));
  return ours ? url : undefined;
}

export const isLoopback = (address: string): boolean =>
  URL.canParse(address) && LOOPBACK.test(new URL(address).hostname);
