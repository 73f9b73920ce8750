/** What the bytes are, whatever the name says. */
export type FileType =
  | (typeof SIGNATURES)[number][0]
  | OfficeType
  | 'image/heic'
  | 'text/plain'
  | 'application/octet-stream';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
type OfficeType =
  | 'application/zip'
  | 'application/x-ole-storage'
  | 'application/msword'
  | 'application/vnd.ms-excel'
  | `${typeof OPEN_XML}.${'spreadsheetml.sheet' | 'wordprocessingml.document'}`;

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Type, then what stands where in the file. */
const SIGNATURES = [
  ['image/jpeg', [[0, latin('\xff\xd8\xff')]]],
  ['image/png', [[0, latin('\x89PNG\r\n\x1a\n')]]],
  ['image/gif', [[0, latin('GIF8')]]],
  [
    'image/webp',
    [
      [0, latin('RIFF')],
      [8, latin('WEBP')],
    ],
  ],
  ['application/pdf', [[0, latin('%PDF-')]]],
] as const satisfies readonly (readonly [string, readonly (readonly [number, Buffer])[]])[];

const ZIP = latin('PK\x03\x04');
const OLE = latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');
/** Brands of the ISO container that mean a still picture of a phone. */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
/** Enough to tell text from anything else. */
const TEXT_SAMPLE_BYTES = 64 * 1024;

const startsWith = (bytes: Buffer, at: number, mark: Buffer): boolean =>
  bytes.subarray(at, at + mark.length).equals(mark);

/** Names of a zip's members stand in it uncompressed. */
function zipType(bytes: Buffer): OfficeType {
  if (bytes.includes('xl/workbook.xml')) return `${OPEN_XML}.spreadsheetml.sheet`;
  if (bytes.includes('word/document.xml')) return `${OPEN_XML}.wordprocessingml.document`;
  return 'application/zip';
}

/** Names of an OLE file's streams are UTF-16. */
function oleType(bytes: Buffer): OfficeType {
  if (bytes.includes('WordDocument', 0, 'utf16le')) return 'application/msword';
  if (bytes.includes('Workbook', 0, 'utf16le')) return 'application/vnd.ms-excel';
  return 'application/x-ole-storage';
}

function decodes(bytes: Buffer, encoding: 'utf-8' | 'gb18030'): boolean {
  try {
    // Streaming: the sample may end in the middle of a character.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function isText(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, TEXT_SAMPLE_BYTES);
  const control = sample.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return sample.length > 0 && !control && (decodes(sample, 'utf-8') || decodes(sample, 'gb18030'));
}

/** The media type by magic bytes; `application/octet-stream` when nothing fits. */
export function fileType(bytes: Buffer): FileType {
  const known = SIGNATURES.find(([, marks]) => marks.every(([at, mark]) => startsWith(bytes, at, mark)));
  if (known) return known[0];
  if (startsWith(bytes, 4, latin('ftyp')) && HEIC_BRANDS.has(bytes.toString('latin1', 8, 12))) return 'image/heic';
  if (startsWith(bytes, 0, ZIP)) return zipType(bytes);
  if (startsWith(bytes, 0, OLE)) return oleType(bytes);
  return isText(bytes) ? 'text/plain' : 'application/octet-stream';
}
