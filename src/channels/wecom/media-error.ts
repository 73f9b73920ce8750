export type MediaCause = 'foreign_host' | 'redirect' | 'http_status' | 'too_big' | 'timeout' | 'network' | 'bad_cipher';

/** Why a picture or file could not be had. Says nothing of its address or its content. */
export class MediaError extends Error {
  constructor(
    readonly reason: MediaCause,
    readonly detail = '',
  ) {
    super(detail === '' ? reason : `${reason} ${detail}`);
    this.name = 'MediaError';
  }
}
