import type { Attachment } from '../../domain/ledger';
import type { AttachmentStore } from '../../domain/ports';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

export class SqlAttachmentStore implements AttachmentStore {
  readonly #attachments;

  constructor(unit: Unit) {
    this.#attachments = new Table(unit, schemas.attachments);
  }

  add(attachment: Attachment): Promise<void> {
    return this.#attachments.add(attachment);
  }

  /** In the order in which they came. */
  ofMessage(messageKey: string): Promise<readonly Attachment[]> {
    return this.#attachments.all({ where: { messageKey }, order: { sequence: 'ASC' } });
  }
}
