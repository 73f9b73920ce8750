import type { Tx } from '../domain/ports';
import { SqlAttachmentStore } from './stores/attachment-store';
import { SqlBulletinStore } from './stores/bulletin-store';
import { SqlInboxStore } from './stores/inbox-store';
import { SqlLedgerStore } from './stores/ledger-store';
import { SqlOutboxStore } from './stores/outbox-store';
import { SqlProposalStore } from './stores/proposal-store';
import { SqlQuestionStore } from './stores/question-store';
import { SqlRegisterStore } from './stores/register-store';
import { SqlRoomStore } from './stores/room-store';
import { SqlSecretStore } from './stores/secret-store';
import { SqlSettingStore } from './stores/setting-store';
import { SqlTaskStore } from './stores/task-store';
import type { Unit } from './unit';

/** The stores of one unit of work. */
export const txOf = (unit: Unit): Tx => ({
  register: new SqlRegisterStore(unit),
  tasks: new SqlTaskStore(unit),
  ledger: new SqlLedgerStore(unit),
  bulletins: new SqlBulletinStore(unit),
  proposals: new SqlProposalStore(unit),
  questions: new SqlQuestionStore(unit),
  inbox: new SqlInboxStore(unit),
  outbox: new SqlOutboxStore(unit),
  attachments: new SqlAttachmentStore(unit),
  settings: new SqlSettingStore(unit),
  room: new SqlRoomStore(unit),
  secrets: new SqlSecretStore(unit),
  rehearse: (job) => rehearse(unit, job),
});

/** A savepoint is the only way back that leaves the rest of a transaction as it is; both databases have it. */
async function rehearse<T>(unit: Unit, job: () => Promise<T>): Promise<T> {
  const tell = (statement: string): Promise<unknown> => unit.use((manager) => manager.query(statement));
  await tell('SAVEPOINT rehearsal');
  try {
    return await job();
  } finally {
    await tell('ROLLBACK TO SAVEPOINT rehearsal');
    await tell('RELEASE SAVEPOINT rehearsal');
  }
}
