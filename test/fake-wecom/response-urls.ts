import { Cards, textOf } from './cards';
import { bytesOf, CONTENT_BYTES, type FakeClock, no, ok, RESPONSE_URL_LIFE_MS, type Verdict } from './rules';

interface Code {
  readonly at: number;
  readonly to: string;
  readonly single: boolean;
}

/** Addresses that answer one message once within an hour (page 101138). */
export class ResponseUrls {
  readonly cards = new Cards();
  readonly posted: { readonly to: string; readonly text: string }[] = [];
  readonly #codes = new Map<string, Code>();
  #serial = 0;

  constructor(
    private readonly base: () => string,
    private readonly clock: FakeClock,
  ) {}

  give(to: string, single: boolean): string {
    this.#serial += 1;
    const code = `RC${this.#serial}`;
    this.#codes.set(code, { at: this.clock.now(), to, single });
    return `${this.base()}/cgi-bin/aibot/response?response_code=${code}`;
  }

  post(code: string, body: Readonly<Record<string, unknown>>): Verdict {
    const known = this.#codes.get(code);
    if (!known || this.clock.now() - known.at > RESPONSE_URL_LIFE_MS) return no(846604);
    if (body['msgtype'] === 'template_card') {
      if (!known.single) return no(40008);
      const card = this.cards.show(body['template_card']);
      if (typeof card === 'number') return no(card);
      this.#codes.delete(code);
      this.posted.push({ to: known.to, text: textOf(card.face) });
      return ok();
    }
    if (body['msgtype'] !== 'markdown') return no(40008);
    const { content = '' } = Object(body['markdown']) as { content?: string };
    if (bytesOf(content) > CONTENT_BYTES) return no(40058);
    this.#codes.delete(code);
    this.posted.push({ to: known.to, text: content });
    return ok();
  }
}
