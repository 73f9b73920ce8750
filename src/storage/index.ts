export { StorageError } from './errors';
export { examineDatabase } from './examine';
export { openStorage, type Storage } from './storage';
