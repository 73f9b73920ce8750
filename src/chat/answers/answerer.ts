import type { QueryValues } from '../../reading/shapes';
import type { CommandContext, Reply } from '../command';

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** What was asked, every slot present or undefined. */
export type Question = Loose<Omit<QueryValues, 'what'>> & Pick<QueryValues, 'what'>;

/** Answers one `what` of docs/vocabulary.md. */
export type Answerer = (question: Question, context: CommandContext) => Promise<Reply>;
