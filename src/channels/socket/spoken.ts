import type { Log } from '../../lib/log';
import { type Place, placeKey } from './place';

/** Remembers places across restarts. */
export interface PlaceStore {
  has(key: string): Promise<boolean>;
  add(key: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Where somebody has spoken to the bot: only there may it speak unasked (developer site, page 101463). */
export class Spoken {
  readonly #known = new Set<string>();

  constructor(
    private readonly store: PlaceStore,
    private readonly log: Log,
  ) {}

  async has(place: Place): Promise<boolean> {
    const key = placeKey(place);
    if (this.#known.has(key)) return true;
    if (!(await this.store.has(key))) return false;
    this.#known.add(key);
    return true;
  }

  /** WeCom does not know the place any more: somebody has to speak there again. */
  async forget(place: Place): Promise<void> {
    this.#known.delete(placeKey(place));
    await this.store.remove(placeKey(place));
  }

  /** Never throws: the next message there notes it again. */
  async note(place: Place): Promise<void> {
    try {
      if (await this.has(place)) return;
      await this.store.add(placeKey(place));
      this.#known.add(placeKey(place));
    } catch (error) {
      this.log.warn({ err: error }, 'a place could not be noted');
    }
  }
}
