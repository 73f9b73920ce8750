/** What people do in WeCom, as the body of a callback without its ids. */
export interface Spoken {
  readonly userid: string;
  /** Absent in a private chat. */
  readonly chatId?: string;
  readonly msgtype?: 'text' | 'mixed' | 'image' | 'voice' | 'file' | 'video';
  /** In a group the bot gets it only when it is mentioned: `@name …`. */
  readonly text?: string;
  /** The members of the body for other types, `{ image: { url, aeskey } }`. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Pictures, files and voices on their own reach a bot in private chats only (page 100719). */
export function reachesBot({ chatId, msgtype = 'text', text = '', more }: Spoken): boolean {
  if (chatId === undefined) return true;
  if (msgtype === 'mixed') return JSON.stringify(more ?? {}).includes('@');
  return msgtype === 'text' && text.includes('@');
}

export function bodyOf({ userid, chatId, msgtype = 'text', text, more }: Spoken): Record<string, unknown> {
  return {
    ...(chatId === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: chatId }),
    from: { userid },
    msgtype,
    ...(text !== undefined && msgtype === 'text' && { text: { content: text } }),
    ...more,
  };
}
