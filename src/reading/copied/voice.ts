import type { Mistake } from '../../domain/mistakes';
import type { ReadingContext, Speaker } from '../reading';
import { findUnits } from '../values/units';
import { contextOf, peopleCalled, speakerOf } from './speaker';
import { withoutFaces } from './faces';

/** A line of a list as its unit would have typed it: the name of whoever wrote it is no part of the report. */
export interface Voice {
  readonly body: string;
  readonly context: ReadingContext;
  readonly speaker?: Speaker;
  /** The name is known in several units. */
  readonly mistake?: Mistake;
}

/** Their own values are people: a name behind the unit may be one of them. */
const OF_PEOPLE = /^(?:duty|visit|handover|checkin|leave|return_home|roster|inspect)/;
const NAME = '([\\u4e00-\\u9fff·]{2,12}?)';
const AT_START = new RegExp(`^${NAME}(?=$|[\\s\\-_:,()])[\\s\\-_:,(]*`);
const BEHIND_UNIT = /^[\s\-_:,(]*/;

/** Whose line this is: 康宁 李梅 一切正常 · 康宁-李梅 平安 · 李梅(康宁) 平安 · 李梅 平安. */
export function voiceOf(line: string, intent: string, context: ReadingContext): Voice {
  const text = withoutFaces(line).trim();
  const first = findUnits(text, context)[0];
  if (first?.start === 0) return behindUnit(text, first, { intent, context });
  const name = AT_START.exec(text);
  const people = name ? peopleCalled(name[1] ?? '', context) : [];
  if (!name || people.length === 0) return { body: text, context };
  const rest = text.slice(name[0].length);
  if (first && first.start > name[0].length) return { body: text, context };
  const keep = OF_PEOPLE.test(intent) && (first !== undefined || !/[带值]班/.test(rest));
  const body = keep ? text : rest.replace(/^([^\s,:()]{1,16})\)/, '$1 ');
  if (first) return { body, context };
  const speaker = speakerOf(name[1] ?? '', context);
  return ofSpeaker({ body, speaker, context });
}

/** The unit comes first; a name of one of its people may follow it. */
function behindUnit(
  text: string,
  unit: { readonly end: number; readonly text: string; readonly ids: readonly string[] },
  { intent, context }: { intent: string; context: ReadingContext },
): Voice {
  const lead = unit.end + (BEHIND_UNIT.exec(text.slice(unit.end))?.[0].length ?? 0);
  const tail = text.slice(lead);
  const own = context.register.people
    .filter((person) => person.active && person.unitId !== undefined && unit.ids.includes(person.unitId))
    .find((person) => tail.startsWith(person.name));
  const goesOn = own && /^[\u4e00-\u9fff]/.test(tail.slice(own.name.length)) && lead === unit.end;
  if (!own || goesOn || OF_PEOPLE.test(intent)) return { body: text, context };
  const rest = tail.slice(own.name.length).replace(/^[\s\-_:,)]+/, '');
  const speaker = speakerOf(`${unit.text} ${own.name}`, context);
  const heard = speaker.unitIds.length === 1 ? contextOf(speaker, context) : context;
  return { body: `${unit.text} ${rest}`, context: heard, speaker };
}

function ofSpeaker({ body, speaker, context }: Voice & { readonly speaker: Speaker }): Voice {
  if (speaker.bureau) return { body, context, speaker };
  if (speaker.unitIds.length === 1) return { body, context: contextOf(speaker, context), speaker };
  return { body, context, speaker, mistake: severalUnits(speaker, context) };
}

/** 两家都有这个人: which one it is, only people can say. */
export const severalUnits = ({ word, unitIds }: Speaker, { register }: ReadingContext): Mistake => ({
  code: 'ambiguous_institution',
  typed: word,
  details: { names: unitIds.map((id) => register.unit(id)?.name ?? id) },
});
