import { randomUUID } from 'node:crypto';
import { MoreThan } from 'typeorm';
import type { Question, QuestionStore } from '../../domain/ports';
import { sameUserid } from '../../domain/register-index';
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
    return this.#questions.first({ owner: sameUserid(owner), chatId, expiresAt: MoreThan(now) });
  }

  ask(question: Omit<Question, 'id'>): Promise<void> {
    return this.#questions.put(
      [{ ...question, owner: sameUserid(question.owner), id: randomUUID() }],
      ['owner', 'chatId'],
    );
  }

  close(id: string): Promise<void> {
    return this.#questions.remove({ id });
  }
}
