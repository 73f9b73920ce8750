export { StorageError } from './errors';
export { examineDatabase, type Examination } from './examine';
export { openStorage, type Storage } from './storage';
