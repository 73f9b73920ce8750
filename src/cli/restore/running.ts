/** A program that hangs does not answer, but holds the database: that is asked too. */
const WAIT_MS = 2000;

/** An address to listen on is not always one to ask. */
function hostToAsk(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** Where this program answers, if it runs: its `/healthz` says one of two words. */
export async function runningAt(host: string, port: number): Promise<string | undefined> {
  const base = `http://${hostToAsk(host)}:${port}`;
  try {
    const response = await fetch(`${base}/healthz`, { signal: AbortSignal.timeout(WAIT_MS) });
    const { status } = (await response.json()) as { status?: unknown };
    return status === 'ok' || status === 'stopping' ? base : undefined;
  } catch {
    return undefined;
  }
}
