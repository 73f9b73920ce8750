import { escape, plain } from './escape';
import { fit } from './fit';

/** As much as other programs take in one message (the shortest of ours: a webhook's text). */
const PART_BYTES = 2048;

/** A text to be pasted elsewhere: its marks are gone, and it comes in parts that are short enough. */
export const plainText = (markdown: string): string => escape(fit(plain(markdown), PART_BYTES).join('\n\n'));
