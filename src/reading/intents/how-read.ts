import { optional, slot } from '../slots/slot';

/** What stands around a sentence that is asked about. */
const AROUND = /^[\s:,。]+|[\s]+$/g;
const QUOTED = /^["“”「『](.+)["“”」』]$/s;

/** The sentence that is asked about, as typed: its own slash, lines and marks included. */
export const howReadSlots = {
  sentence: optional(
    slot('要看的那句话', ({ frame: { message, command } }) => {
      const typed = message.slice(message.indexOf(command) + command.length).replace(AROUND, '');
      const sentence = QUOTED.exec(typed)?.[1] ?? typed;
      return sentence === '' || /^[?!]+$/.test(sentence) ? undefined : sentence;
    }),
  ),
};
