import type { Group, Person, RegisterData } from '../../domain/register';
import { sameUserid } from '../../domain/register-index';
import type { Place } from './place';

/** A word of the story names nobody, or several. */
export class CastError extends Error {
  override readonly name = 'CastError';
}

/** Who is meant by the words of a story: people by name, `name@unit` or userid; groups by their id. */
export class Cast {
  private readonly words = new Map<string, string>();
  private data: RegisterData | undefined;

  constructor(private readonly load: () => Promise<RegisterData>) {}

  /** A word keeps its meaning for the whole story; an unknown word is the userid of somebody not bound. */
  async useridOf(word: string): Promise<string> {
    const known = this.words.get(word);
    if (known !== undefined) return known;
    this.data = await this.load();
    const userid = this.lookUp(word, this.data);
    this.words.set(word, userid);
    return userid;
  }

  /** WeCom's id of a group of the register; of a chat that was never bound, the word itself. */
  async chatIdOf(word: string): Promise<string> {
    this.data = await this.load();
    return this.groupCalled(word)?.chatId ?? word;
  }

  isGroup(word: string): boolean {
    return this.groupCalled(word) !== undefined;
  }

  /** The word by which the transcript calls this conversation. */
  nameOf(place: Place): string {
    if (place.kind === 'group') return this.groupName(place.chatId);
    for (const [word, userid] of this.words) if (userid === place.userid) return word;
    const people = this.data?.people ?? [];
    const person = people.find(({ userid }) => userid !== undefined && sameUserid(userid) === sameUserid(place.userid));
    if (!person) return place.userid;
    const isOnlyOne = people.filter((each) => each.active && each.name === person.name).length === 1;
    return isOnlyOne ? person.name : `${person.name}@${person.unitId ?? ''}`;
  }

  private groupName(chatId: string): string {
    return this.data?.groups.find((each) => each.chatId === chatId)?.id ?? chatId;
  }

  private groupCalled(word: string): Group | undefined {
    return this.data?.groups.find(({ id, name }) => id === word || name === word);
  }

  private lookUp(word: string, { people, units }: RegisterData): string {
    const [name = '', unitWord] = word.split('@');
    const unit = units.find(({ id, name: full, aliases }) => [id, full, ...aliases].includes(unitWord ?? ''));
    const unitId = unit?.id ?? unitWord;
    const isMeant = (person: Person): boolean =>
      person.active && person.name === name && (unitId === undefined || person.unitId === unitId);
    const found = people.filter(isMeant);
    if (found.length > 1) {
      const ways = found.map((person) => `${name}@${person.unitId ?? ''}`).join(', ');
      throw new CastError(`${word} is the name of several people: write ${ways}`);
    }
    if (found[0]) return found[0].userid ?? word;
    if (unit) throw new CastError(`nobody of ${unit.name} is called ${name}`);
    const bound = people.find(({ userid }) => userid !== undefined && sameUserid(userid) === sameUserid(word));
    return bound?.userid ?? word;
  }
}
