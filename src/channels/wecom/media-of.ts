import type { InboundFile } from '../../chat/message';
import type { Content, Media, Said } from './content';

/** Where the bytes of a picture or file can be had for five minutes. The address is a secret. */
export interface MediaRef extends Media {
  readonly kind: InboundFile['kind'];
  /** Used when the download gives no name: the callback has none. */
  readonly name: string;
}

type Found = Omit<MediaRef, 'name'>;

function inContent(content: Content): Found[] {
  switch (content.msgtype) {
    case 'image':
      return [{ kind: 'image', ...content.image }];
    case 'file':
      return [{ kind: 'file', ...content.file }];
    case 'video':
      return [{ kind: 'file', ...content.video }];
    case 'mixed':
      return content.mixed.msg_item.flatMap((item) =>
        item.msgtype === 'image' ? [{ kind: 'image' as const, ...item.image }] : [],
      );
    case 'text':
    case 'voice':
      return [];
  }
}

/** The pictures and files of a message, those of the quoted message last. */
export const mediaOf = ({ content, quote }: Said): MediaRef[] =>
  [content, ...(quote ? [quote] : [])]
    .flatMap(inContent)
    .map((found, index) => ({ ...found, name: `${found.kind}-${index + 1}` }));
