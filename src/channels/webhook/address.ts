const PATH = '/cgi-bin/webhook/send';

/**
 * The key in a webhook address as somebody pasted it: an address of the API base and nothing else, with one key.
 * `base` is an origin: https, or http on this machine (config sees to that).
 */
export function webhookKey(pasted: string, base: string): string | undefined {
  const text = pasted.trim();
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const ours = url.origin === new URL(base).origin && url.pathname === PATH;
  const bare = url.username === '' && url.password === '' && url.hash === '';
  const [only, ...more] = [...url.searchParams];
  if (!ours || !bare || only?.[0] !== 'key' || more.length > 0) return undefined;
  return /^[0-9A-Za-z-]{8,64}$/.test(only[1]) ? only[1] : undefined;
}

export const sendUrl = (key: string, base: string): URL => withKey(PATH, key, base);

export function uploadUrl(key: string, base: string): URL {
  const url = withKey('/cgi-bin/webhook/upload_media', key, base);
  url.searchParams.set('type', 'file');
  return url;
}

function withKey(path: string, key: string, base: string): URL {
  const url = new URL(path, base);
  url.searchParams.set('key', key);
  return url;
}
