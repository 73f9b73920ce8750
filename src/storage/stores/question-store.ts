import { randomUUID } from 'node:crypto';
import { MoreThan } from 'typeorm';
import type { Question, QuestionStore } from '../../domain/ports';
import type { Instant } from '../../lib/time';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

export class SqlQuestionStore implements QuestionStore {
  readonly #questions;

  constructor(unit: Unit) {
    this.#questions = new Table(unit, schemas.questions);
  }

  open(owner: string, chatId: string, now: Instant): Promise<Question | undefined> {
    return this.#questions.first({ owner, chatId, expiresAt: MoreThan(now) });
  }

  ask(question: Omit<Question, 'id'>): Promise<void> {
    return this.#questions.put([{ ...question, id: randomUUID() }], ['owner', 'chatId']);
  }

  close(id: string): Promise<void> {
    return this.#questions.remove({ id });
  }
}
