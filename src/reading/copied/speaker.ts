import type { Person } from '../../domain/register';
import type { ReadingContext, Speaker } from '../reading';
import { normalise } from '../normalise';
import { findUnits } from '../values/units';

const BETWEEN = /[\s\-_·|/@,:()（）[\]]+/;

/** Active people of this name; in one of these units where some are given. */
export function peopleCalled(name: string, { register }: ReadingContext, unitIds?: readonly string[]): Person[] {
  return register.people.filter(
    (person) =>
      person.active &&
      person.unitId !== undefined &&
      normalise(person.name) === name &&
      (!unitIds || unitIds.includes(person.unitId)),
  );
}

/**
 * Whose words these are, by the name that stands above them: a person of the register, or a nickname with its unit
 * (康宁-李梅). A name of several units keeps them all: somebody has to say which.
 */
export function speakerOf(word: string, context: ReadingContext): Speaker {
  const units = findUnits(word, context);
  const named = units.flatMap((piece) => piece.ids);
  const bare = units.reduceRight((text, piece) => `${text.slice(0, piece.start)} ${text.slice(piece.end)}`, word);
  const tokens = [word, ...bare.split(BETWEEN)].filter((token) => token.length > 1);
  const people = tokens.flatMap((token) => peopleCalled(token, context, named.length > 0 ? named : undefined));
  const unitIds = named.length > 0 ? named : people.flatMap(({ unitId }) => unitId ?? []);
  const [person] = people;
  const bureau = context.register.bureau?.id;
  return {
    word,
    unitIds: [...new Set(unitIds)],
    ...(person && new Set(people.map(({ id }) => id)).size === 1 ? { personId: person.id } : {}),
    bureau: bureau !== undefined && unitIds.length > 0 && unitIds.every((id) => id === bureau),
  };
}

/** The same message as if this person of a unit had typed it. */
export function contextOf(speaker: Speaker, context: ReadingContext): ReadingContext {
  const [unitId] = speaker.unitIds.length === 1 ? speaker.unitIds : [];
  const person = context.register.person(speaker.personId);
  const { quote: _, awaiting: __, ...rest } = context;
  return {
    ...rest,
    sender: {
      role: 'staff',
      ...(unitId === undefined ? {} : { unitId }),
      ...(person ? { name: person.name } : {}),
      ...(person?.mobile === undefined ? {} : { phone: person.mobile }),
    },
    hasImage: false,
    hasFile: false,
  };
}
