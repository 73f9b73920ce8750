import { type OpenRoom, openRoom } from './open-room';

const megabyte = 1024 * 1024;
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe('attachments in the room', () => {
  let room: OpenRoom;

  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.stop());

  const send = (files: readonly (readonly [string, Uint8Array])[], text = '见附件'): Promise<Response> => {
    const form = new FormData();
    form.append('message', JSON.stringify({ msgid: 'message-with-files', who: 'limei', chat: 'G1', text }));
    for (const [name, bytes] of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return fetch(`${room.url}/room/messages`, { method: 'POST', body: form });
  };

  test('reach the bot with name, kind and bytes, and are kept for the page', async () => {
    const doc = Buffer.from('应急预案');
    expect(
      (
        await send(
          [
            ['值班表.jpg', png],
            ['预案（2022）.docx', doc],
          ],
          '',
        )
      ).status,
    ).toBe(200);
    expect(room.port.received[0]?.files).toEqual([
      { kind: 'image', name: '值班表.jpg', bytes: new Uint8Array(png) },
      { kind: 'file', name: '预案（2022）.docx', bytes: new Uint8Array(doc) },
    ]);
    const [picture, file] = room.port.stored[0]?.files ?? [];
    const shown = await fetch(`${room.url}/room/file?hash=${picture?.hash}&name=x`);
    expect(shown.headers.get('content-type')).toBe('image/png');
    const saved = await fetch(`${room.url}/room/file?hash=${file?.hash}&name=${encodeURIComponent(file?.name ?? '')}`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''%E9%A2%84/);
    expect(Buffer.from(await saved.arrayBuffer())).toEqual(doc);
  });

  test('a web page that calls itself a picture is never shown as a page', async () => {
    await send([['x.png', Buffer.from('<!doctype html><script>alert(1)</script>')]]);
    const hash = room.port.stored[0]?.files[0]?.hash;
    const { headers } = await fetch(`${room.url}/room/file?hash=${hash}&name=x.html`);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a file that goes out is a line with a link to download it', async () => {
    const table = Buffer.from('PK table');
    const hash = await room.port.keepFile(table);
    const file = { name: '隐患台账.xlsx', hash, type: 'application/zip', bytes: table.length };
    await room.push({ route: { kind: 'person', userid: 'limei' }, markdown: '', file });
    expect(room.port.stored.at(-1)).toMatchObject({ author: '', text: '', files: [{ name: '隐患台账.xlsx', hash }] });
    const saved = await fetch(`${room.url}/room/file?${new URLSearchParams({ hash, name: file.name }).toString()}`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(Buffer.from(await saved.arrayBuffer())).toEqual(table);
  });

  test('10 MB are taken, more is refused', async () => {
    expect((await send([['a.bin', new Uint8Array(10 * megabyte)]])).status).toBe(200);
    expect(
      (
        await send([
          ['a.bin', new Uint8Array(6 * megabyte)],
          ['b.bin', new Uint8Array(4 * megabyte + 1)],
        ])
      ).status,
    ).toBe(413);
    expect((await send([['a.bin', new Uint8Array(30 * megabyte)]])).status).toBe(413);
    expect(room.port.received).toHaveLength(1);
  });

  test.each(['', '../../etc/passwd', 'abcdef0123'])('no file of the hash %p', async (hash) => {
    expect((await fetch(`${room.url}/room/file?hash=${encodeURIComponent(hash)}&name=x`)).status).toBe(404);
  });

  test('what is no form is refused', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const broken = await fetch(`${room.url}/room/messages`, { method: 'POST', headers, body: 'nonsense' });
    expect(broken.status).toBe(400);
    const plain = await fetch(`${room.url}/room/messages`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    });
    expect(plain.status).toBe(400);
  });
});
