export { StorageError } from './errors';
export { openStorage, type Storage } from './storage';
