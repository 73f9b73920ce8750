/** What is asked of a second reader: nothing in it leads to a person, a telephone or an institution. */
export interface SecondQuestion {
  readonly instructions: string;
  readonly text: string;
}

/**
 * Something outside that may guess what a sentence means that our own reader gave up on. It answers with one line of
 * our command language, or not at all. It is asked outside of every transaction, and nothing it says is done: a person
 * confirms the line. Gives up by itself after its time; throws when it cannot be reached.
 */
export interface SecondReader {
  ask(question: SecondQuestion): Promise<string | undefined>;
}
