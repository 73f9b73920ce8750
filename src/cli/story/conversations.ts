import type { Said } from './far-end';
import { type Place, keyOf } from './place';

/** What the bot said in each conversation, in its order, and what of it no line expected yet. */
export class Conversations {
  private readonly unexpected: Said[] = [];
  private readonly latest = new Map<string, Said>();

  hear(said: Said): void {
    this.unexpected.push(said);
    this.latest.set(keyOf(said.place), said);
  }

  /** The next message there that no line expected yet, which from now on is expected. */
  take(place: Place): Said | undefined {
    const index = this.unexpected.findIndex((said) => keyOf(said.place) === keyOf(place));
    return index < 0 ? undefined : this.unexpected.splice(index, 1)[0];
  }

  last(place: Place): Said | undefined {
    return this.latest.get(keyOf(place));
  }

  get leftOver(): readonly Said[] {
    return this.unexpected;
  }
}
