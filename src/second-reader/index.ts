import type { SecondReader } from '../chat/second-reader';
import type { Clock } from '../lib/clock';
import { bounded } from './bounded';
import { createHttpReader, type HttpReaderSettings } from './http-reader';

/** The second reader of the settings; nothing while there is none. */
export const secondReader = (settings: HttpReaderSettings | undefined, clock: Clock): SecondReader | undefined =>
  settings && bounded(createHttpReader(settings), clock);
