export type StorageErrorCode = 'bad_url' | 'newer' | 'nested' | 'late_use' | 'unawaited' | 'too_long' | 'closed';

/** A fault in how the storage is used. Nothing of the unit of work was kept. */
export class StorageError extends Error {
  constructor(
    readonly code: StorageErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'StorageError';
  }
}
