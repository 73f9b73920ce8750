import type { FoundCommand } from './find-command';

const ADDRESS = /https?:\/\/\S+\/webhook\/send\?key=/i;
const COMMAND = /^[\s.。,]*[/\\、]?\s*(?:绑定|登记)?\s*/;

/** A group's webhook is a secret: wherever it stands in a message, with or without a command, that is what it is about. */
export const webhookCommand = (text: string): FoundCommand | undefined =>
  ADDRESS.test(text)
    ? { intent: 'register', command: '绑定', slash: false, body: text.replace(COMMAND, '') }
    : undefined;
