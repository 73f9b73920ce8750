import { randomUUID } from 'node:crypto';
import { type ApiCall, postContent } from '../../http/post-api';
import type { Refused } from '../wecom/media-ids';

/** errcode of WeCom for "system busy"; ours for an upload that is not known to have worked: nobody sees it, so again. */
const NOT_UPLOADED = -1;

/** One field of a form, as `upload_media` of a webhook wants it (page 91770). */
function formOf(bytes: Uint8Array, name: string): { type: string; bytes: Buffer } {
  const boundary = `file-${randomUUID()}`;
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="media"; filename="${name.replaceAll('"', '')}"; filelength=${bytes.length}`,
    'Content-Type: application/octet-stream',
    '\r\n',
  ].join('\r\n');
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

/** Uploads a file for one webhook and gives its media_id. */
export async function upload(call: ApiCall, bytes: Uint8Array, name: string): Promise<string | Refused> {
  const { result, text } = await postContent(call, formOf(bytes, name));
  if (result.outcome === 'unknown') return { outcome: 'refused', errcode: NOT_UPLOADED, detail: result.detail };
  if (result.outcome === 'refused') return result;
  const { media_id: mediaId } = JSON.parse(text) as { media_id?: unknown };
  return typeof mediaId === 'string'
    ? mediaId
    : { outcome: 'refused', errcode: NOT_UPLOADED, detail: 'an upload without a media_id' };
}
