import { In, MoreThan } from 'typeorm';
import type { ProposalStore } from '../../domain/ports';
import type { Proposal } from '../../domain/proposal';
import type { Instant } from '../../lib/time';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

const NEWEST = { createdAt: 'DESC', id: 'DESC' } as const;

export class SqlProposalStore implements ProposalStore {
  readonly #proposals;

  constructor(unit: Unit) {
    this.#proposals = new Table(unit, schemas.proposals);
  }

  get(id: string): Promise<Proposal | undefined> {
    return this.#proposals.first({ id });
  }

  put(proposal: Proposal): Promise<void> {
    return this.#proposals.put([proposal]);
  }

  async ofText(fingerprint: string): Promise<Proposal | undefined> {
    const where = { fingerprint, state: In(['open', 'created'] as const) };
    return (await this.#proposals.all({ where, order: NEWEST, take: 1 }))[0];
  }

  async openOf(owner: string, now: Instant): Promise<Proposal | undefined> {
    const where = { owner, state: 'open' as const, expiresAt: MoreThan(now) };
    return (await this.#proposals.all({ where, order: NEWEST, take: 1 }))[0];
  }
}
