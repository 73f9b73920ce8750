import { chatSchemas } from './chat';
import { ledgerSchemas } from './ledger';
import { registerSchemas } from './register';
import { taskSchemas } from './task';

/** Every table, parents before children. */
export const schemas = { ...registerSchemas, ...taskSchemas, ...ledgerSchemas, ...chatSchemas };
