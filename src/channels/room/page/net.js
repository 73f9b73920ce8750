// Everything between the page and the program.
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** `code` is the program's word for what is wrong; empty when it could not be reached or broke. */
export class RequestError extends Error {
  constructor(code) {
    super(code || 'unreachable');
    this.code = code;
  }
}

async function answerOf(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new RequestError(
    response.status === 413 ? 'too-large' : response.status < 500 || body.error === 'not-ready' ? body.error : '',
  );
}

export async function get(path, params = {}) {
  const response = await fetch(`${path}?${new URLSearchParams(params)}`).catch(() => undefined);
  if (!response) throw new RequestError('');
  return answerOf(response);
}

export async function post(path, body, files = [], signal) {
  const json = JSON.stringify(body);
  const form = files.length > 0 ? new FormData() : undefined;
  form?.append('message', json);
  for (const file of files) form.append('file', file, file.name);
  const headers = form ? {} : { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: form ?? json, signal }).catch(() => undefined);
  if (!response) throw new RequestError('');
  return answerOf(response);
}

/** The body carries a msgid: sent again after a hiccup it is the same message, so trying again is safe. */
export async function deliver(path, body, files) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await post(path, body, files, AbortSignal.timeout(20_000));
    } catch (error) {
      if (tries === 3 || (error.code !== '' && error.code !== 'not-ready')) throw error;
      await wait(700 * tries);
    }
  }
}

/**
 * Hears the program's bell. A browser allows six connections to a host, all tabs together: so one tab holds the stream
 * (whoever has the lock; it goes over when that tab is closed) and passes each ring on to the others.
 */
export function listen(onRing, onLost) {
  const others = 'BroadcastChannel' in window ? new BroadcastChannel('room-bell') : undefined;
  const heard = (message) => (message.lost ? onLost() : onRing(message.ring));
  const tell = (message) => {
    heard(message);
    others?.postMessage(message);
  };
  if (others) others.onmessage = (event) => heard(event.data);
  const open = () => {
    const source = new EventSource('/room/events');
    source.onmessage = (event) => tell({ ring: JSON.parse(event.data) });
    source.onerror = () => {
      tell({ lost: true });
      // The browser gives up by itself when the answer was an error.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 1500);
    };
  };
  if (!others || !navigator.locks) return open();
  void navigator.locks.request('room-bell', () => {
    open();
    return new Promise(() => {});
  });
}
