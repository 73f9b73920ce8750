import type { Tx } from '../domain/ports';
import { SqlAttachmentStore } from './stores/attachment-store';
import { SqlBulletinStore } from './stores/bulletin-store';
import { SqlInboxStore } from './stores/inbox-store';
import { SqlLedgerStore } from './stores/ledger-store';
import { SqlOutboxStore } from './stores/outbox-store';
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
  questions: new SqlQuestionStore(unit),
  inbox: new SqlInboxStore(unit),
  outbox: new SqlOutboxStore(unit),
  attachments: new SqlAttachmentStore(unit),
  settings: new SqlSettingStore(unit),
  room: new SqlRoomStore(unit),
  secrets: new SqlSecretStore(unit),
});
