export { createFileStore, type FileStore, FileTooBigError } from './file-store';
export { writeWorkbook } from './write-workbook';
