export { createFileStore, type FileStore, FileTooBigError } from './file-store';
