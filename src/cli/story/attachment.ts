import { extname } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import writeXlsxFile from 'write-excel-file/node';
import type { InboundFile } from '../../chat/message';
import { storedZip } from './stored-zip';

/** One white pixel, baseline grey JPEG without its first two bytes (SOI). */
const JPEG_REST = Buffer.from(
  '/+AAEEpGSUYAAQEAAAEAAQAA/9sAQwADAgICAgIDAgICAwMDAwQGBAQEBAQIBgYFBgkICgoJCAkJCgwPDAoLDgsJCQ0RDQ4PEBAREAoMEhMSEBMPEBAQ/8AACwgAAQABAQERAP/EABQAAQAAAAAAAAAAAAAAAAAAAAn/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AFTf/9k=',
  'base64',
);

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** The name goes in as a comment, so that two pictures are never the same bytes. */
function jpeg(name: string): Buffer {
  const comment = Buffer.from(name);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(comment.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xfe]), length, comment, JPEG_REST]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function png(name: string): Buffer {
  const header = Buffer.concat([uint32(1), uint32(1), Buffer.from([8, 0, 0, 0, 0])]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('tEXt', Buffer.concat([Buffer.from('Title\0'), Buffer.from(encodeURI(name))])),
    pngChunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pdf(name: string): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
  ];
  let file = `%PDF-1.4\n%${name}\n`;
  const offsets = objects.map((object, index) => {
    const offset = Buffer.byteLength(file);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = Buffer.byteLength(file);
  const table = `xref\n0 4\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(`${file}${table}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
}

const xlsx = (name: string): Promise<Buffer> => writeXlsxFile([[{ value: name }]]).toBuffer();

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const escaped = (text: string): string => text.replace(/[<&>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const docx = (name: string): Buffer =>
  storedZip([
    {
      name: '[Content_Types].xml',
      text: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${OFFICE}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      text: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      text: `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${escaped(name)}</w:t></w:r></w:p></w:body></w:document>`,
    },
  ]);

/** First box of an MP4 (ISO 14496-12): enough to be known as one. */
const mp4 = (name: string): Buffer =>
  Buffer.concat([
    uint32(24),
    Buffer.from('ftypisom\0\0\u0002\0isommp42'),
    uint32(8 + Buffer.byteLength(name)),
    Buffer.from(`free${name}`),
  ]);

const MAKERS: Readonly<Record<string, (name: string) => Buffer | Promise<Buffer>>> = {
  '.jpg': jpeg,
  '.jpeg': jpeg,
  '.png': png,
  '.pdf': pdf,
  '.xlsx': xlsx,
  '.docx': docx,
  '.zip': (name) => storedZip([{ name: 'readme.txt', text: name }]),
  '.mp4': mp4,
};

const IMAGES = ['.jpg', '.jpeg', '.png', '.gif', '.bmp', '.webp', '.heic'];

/** A small real file of the kind that the name's ending says; plain text for endings that are not known. */
export async function attachmentOf(name: string): Promise<InboundFile> {
  const ending = extname(name).toLowerCase();
  const bytes = (await MAKERS[ending]?.(name)) ?? Buffer.from(name);
  return { kind: IMAGES.includes(ending) ? 'image' : 'file', name, bytes };
}
