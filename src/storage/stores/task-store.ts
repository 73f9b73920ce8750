import { In, LessThanOrEqual } from 'typeorm';
import type { TaskStore } from '../../domain/ports';
import type { Due, Round, Step, Task } from '../../domain/task';
import { dayOf, type Instant } from '../../lib/time';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

export class SqlTaskStore implements TaskStore {
  readonly #tasks;
  readonly #rounds;
  readonly #dues;
  readonly #steps;

  constructor(private readonly unit: Unit) {
    this.#tasks = new Table(unit, schemas.tasks);
    this.#rounds = new Table(unit, schemas.rounds);
    this.#dues = new Table(unit, schemas.dues);
    this.#steps = new Table(unit, schemas.steps);
  }

  task(id: string): Promise<Task | undefined> {
    return this.#tasks.first({ id });
  }

  putTask(task: Task): Promise<void> {
    return this.#tasks.put([task]);
  }

  activeTasks(): Promise<readonly Task[]> {
    return this.#tasks.all({ where: { state: 'active' }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  round(id: string): Promise<Round | undefined> {
    return this.#rounds.first({ id });
  }

  putRound(round: Round): Promise<void> {
    return this.#rounds.put([round]);
  }

  roundsOf(taskId: string, limit: number): Promise<readonly Round[]> {
    return this.#rounds.all({ where: { taskId }, order: { dueAt: 'DESC', id: 'DESC' }, take: limit });
  }

  /** Earliest deadline first. */
  recentRounds(items: readonly string[] | 'all', since: Instant): Promise<readonly Round[]> {
    return this.unit.use((manager) => {
      const query = manager
        .createQueryBuilder(schemas.rounds, 'round')
        .innerJoin(schemas.tasks.options.name, 'task', 'task.id = round.taskId')
        .where(`task.state = 'active' AND (round.dueAt >= :since OR round.day >= :day)`, { since, day: dayOf(since) })
        .orderBy({ 'round.dueAt': 'ASC', 'round.id': 'ASC' });
      if (items !== 'all') query.andWhere('task.item IN (:...items)', { items: items.length > 0 ? items : [''] });
      return query.getMany();
    });
  }

  due(id: string): Promise<Due | undefined> {
    return this.#dues.first({ id });
  }

  putDue(due: Due): Promise<void> {
    return this.#dues.put([due]);
  }

  putDues(dues: readonly Due[]): Promise<void> {
    return this.#dues.put(dues);
  }

  duesOf(roundId: string): Promise<readonly Due[]> {
    return this.#dues.all({ where: { roundId }, order: { id: 'ASC' } });
  }

  duesOfRounds(roundIds: readonly string[]): Promise<readonly Due[]> {
    return this.#dues.all({ where: { roundId: In(roundIds) }, order: { id: 'ASC' } });
  }

  putStep(step: Step): Promise<void> {
    return this.#steps.put([step]);
  }

  putSteps(steps: readonly Step[]): Promise<void> {
    return this.#steps.put(steps);
  }

  stepsOf(roundId: string): Promise<readonly Step[]> {
    return this.#steps.all({ where: { roundId }, order: { at: 'ASC', id: 'ASC' } });
  }

  stepsDue(now: Instant, limit: number): Promise<readonly Step[]> {
    return this.#steps.all({
      where: { state: 'planned', at: LessThanOrEqual(now) },
      order: { at: 'ASC', taskId: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  async claimStep(id: string, to: 'done' | 'skipped'): Promise<boolean> {
    return (await this.#steps.change({ id, state: 'planned' }, { state: to })) === 1;
  }

  async nextStepAt(): Promise<Instant | undefined> {
    const [step] = await this.#steps.all({ where: { state: 'planned' }, order: { at: 'ASC' }, take: 1 });
    return step?.at;
  }
}
