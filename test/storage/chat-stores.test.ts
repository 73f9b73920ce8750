import type { Bulletin } from '../../src/domain/bulletin';
import { DAY, MINUTE } from '../../src/lib/time';
import { onEachDatabase } from './on-each-database';
import { MORNING, round, task } from './samples';

const bulletin = (id: string, more: Partial<Bulletin> = {}): Bulletin => ({
  id,
  roundId: 'TZ-0001/2026-10-01',
  state: 'draft',
  facts: { asOf: MORNING, onTime: ['I01'], late: [], missing: [{ unitId: 'I02', incomplete: true }], exempt: [] },
  version: 1,
  createdAt: MORNING,
  ...more,
});

const question = (said: string, expiresAt = MORNING + MINUTE) => ({
  owner: 'limei',
  chatId: 'wr1',
  said,
  choices: [{ label: '是', say: '/是' }],
  expiresAt,
});

const line = (text: string) => ({
  chat: 'G1',
  author: '李梅',
  text,
  at: MORNING,
  choices: [{ label: '发布', say: '/确认' }],
  files: [{ name: 'a.jpg', hash: 'ab' }],
  mentions: ['limei'],
});

onEachDatabase('what is said', (database) => {
  const run: ReturnType<typeof database.storage>['work']['run'] = (job) => database.storage().work.run(job);

  test('bulletins by round and as drafts', async () => {
    const published = bulletin('TB-0001', {
      state: 'published',
      previewedBy: 'P1',
      publishedBy: 'P2',
      publishedAt: MORNING + 1,
    });
    const second = bulletin('TB-0002', { corrects: 'TB-0001', createdAt: MORNING + 1 });
    const third = bulletin('TB-0003', { createdAt: MORNING + 2, version: 2 });
    await run(async ({ tasks, bulletins }) => {
      await tasks.putTask(task('TZ-0001'));
      await tasks.putRound(round('TZ-0001', '2026-10-01'));
      for (const one of [bulletin('TB-0001'), published, second, third]) await bulletins.put(one);
    });
    expect(await run(({ bulletins }) => bulletins.get('TB-0001'))).toStrictEqual(published);
    expect(await run(({ bulletins }) => bulletins.ofRound(third.roundId))).toStrictEqual([published, second, third]);
    expect(await run(({ bulletins }) => bulletins.drafts())).toStrictEqual([third, second]);
  });

  test('a question finds its owner in any case, an encrypted account only as it is', async () => {
    const encrypted = 'woAbCdEfGhIjKlMnOpQrStUvWxYz0123';
    const said = (owner: string) => run(async ({ questions }) => (await questions.open(owner, 'wr1', MORNING))?.said);
    await run(({ questions }) => questions.ask({ ...question('plain'), owner: 'LiMei' }));
    await run(({ questions }) => questions.ask({ ...question('encrypted'), owner: encrypted }));
    expect([await said('limei'), await said('LIMEI'), await said(encrypted)]).toEqual(['plain', 'plain', 'encrypted']);
    expect(await said(encrypted.toLowerCase())).toBeUndefined();
  });

  test('a question replaces the older one here, expires, and can be closed', async () => {
    const open = (now: number, chatId = 'wr1') => run(({ questions }) => questions.open('limei', chatId, now));
    await run(({ questions }) => questions.ask(question('first')));
    await run(({ questions }) => questions.ask(question('second')));
    await run(({ questions }) => questions.ask({ ...question('private'), chatId: '' }));
    expect(await open(MORNING)).toStrictEqual({ id: expect.any(String), ...question('second') });
    expect((await open(MORNING, ''))?.said).toBe('private');
    expect(await open(MORNING + MINUTE)).toBeUndefined();
    const { id } = (await open(MORNING)) ?? { id: '' };
    await run(({ questions }) => questions.close(id));
    expect(await open(MORNING)).toBeUndefined();
    expect((await open(MORNING, ''))?.said).toBe('private');
  });

  test('a message is accepted once and settled once', async () => {
    const message = { bot: 'b', msgid: 'm', payload: '{"text":"\\u0000"}', receivedAt: MORNING };
    const stored = { ...message, state: 'received', answer: '' };
    expect(await run(({ inbox }) => inbox.accept(message))).toBeUndefined();
    expect(await run(({ inbox }) => inbox.accept({ ...message, payload: 'other' }))).toStrictEqual(stored);
    expect(await run(({ inbox }) => inbox.accept({ ...message, bot: 'c' }))).toBeUndefined();
    expect(await run(({ inbox }) => inbox.settle('b', 'm', 'yes'))).toBe(true);
    expect(await run(({ inbox }) => inbox.settle('b', 'm', 'no'))).toBe(false);
    expect(await run(({ inbox }) => inbox.get('b', 'm'))).toStrictEqual({
      ...stored,
      state: 'settled',
      payload: '',
      answer: 'yes',
    });
    expect(await run(({ inbox }) => inbox.get('b', 'x'))).toBeUndefined();
  });

  test('unsettled messages, oldest first; pruning keeps them', async () => {
    const accept = (msgid: string, receivedAt: number) =>
      run(({ inbox }) => inbox.accept({ bot: 'b', msgid, payload: '', receivedAt }));
    await accept('new', MORNING);
    await accept('old', MORNING - DAY);
    await accept('done', MORNING - DAY);
    await run(({ inbox }) => inbox.settle('b', 'done', ''));
    const unsettled = (before: number, limit: number) =>
      run(async ({ inbox }) => (await inbox.unsettled(before, limit)).map(({ msgid }) => msgid));
    expect(await unsettled(MORNING, 9)).toEqual(['old', 'new']);
    expect(await unsettled(MORNING, 1)).toEqual(['old']);
    expect(await unsettled(MORNING - 1, 9)).toEqual(['old']);
    await run(({ inbox }) => inbox.prune(MORNING));
    expect(await run(({ inbox }) => inbox.get('b', 'done'))).toBeUndefined();
    expect(await unsettled(MORNING, 9)).toEqual(['old', 'new']);
  });

  test('the outbox: order, claim, outcome, counts', async () => {
    const add = (body: string, place: string, sortAt: number, notBefore = sortAt) =>
      run(({ outbox }) => outbox.add({ route: '{}', body, sortAt, place, notBefore }));
    await add('3', 'G2', MORNING);
    await add('2', 'G10', MORNING);
    await add('4', 'G2', MORNING);
    await add('1', 'G9', MORNING - 1);
    await add('later', 'G1', MORNING, MORNING + DAY);
    const ready = (limit: number) => run(({ outbox }) => outbox.ready(MORNING, limit));
    expect((await ready(9)).map(({ body }) => body)).toEqual(['1', '2', '3', '4']);
    expect(await run(({ outbox }) => outbox.nextAt())).toBe(MORNING - 1);

    const [first] = await ready(1);
    const id = first?.id ?? 0;
    expect(await run(({ outbox }) => outbox.claim(id))).toBe(true);
    expect(await run(({ outbox }) => outbox.claim(id))).toBe(false);
    expect(await run(({ outbox }) => outbox.interrupted())).toStrictEqual([
      { ...first, state: 'sending', attempts: 1 },
    ]);
    const outcome = { state: 'queued', notBefore: MORNING + MINUTE, again: true, detail: 'timeout' } as const;
    await run(({ outbox }) => outbox.finish(id, outcome));
    expect(await run(({ outbox }) => outbox.ready(MORNING + MINUTE, 1))).toStrictEqual([
      { ...first, ...outcome, attempts: 1 },
    ]);
    await run(({ outbox }) => outbox.finish(id, { ...outcome, state: 'failed' }));
    expect(await run(({ outbox }) => outbox.counts())).toEqual({ queued: 4, sending: 0, sent: 0, failed: 1 });
  });

  test('the outbox: what waits for its next try can be woken; what was never tried, or is under way, cannot', async () => {
    for (const place of ['G1', 'G2', 'G3'])
      await run(({ outbox }) => outbox.add({ route: '{}', body: place, sortAt: MORNING, place, notBefore: MORNING }));
    const [first, second] = await run(({ outbox }) => outbox.ready(MORNING, 9));
    const later = { state: 'queued', notBefore: MORNING + DAY, again: false, detail: '-1 no' } as const;
    for (const id of [first?.id ?? 0, second?.id ?? 0]) {
      await run(({ outbox }) => outbox.claim(id));
      await run(({ outbox }) => outbox.finish(id, later));
    }
    const retrying = (now: number) => run(async ({ outbox }) => (await outbox.retrying(now)).map(({ body }) => body));
    expect(await retrying(MORNING)).toEqual(['G1', 'G2']);
    expect(await retrying(MORNING + DAY)).toEqual([]);
    await run(({ outbox }) => outbox.claim(second?.id ?? 0));
    const all = [1, 2, 3].map((step) => (first?.id ?? 0) + step - 1);
    await run(({ outbox }) => outbox.wake(all, MORNING - 1));
    const rows = await run(({ outbox }) => outbox.ready(MORNING, 9));
    expect(rows.map(({ body, notBefore }) => [body, notBefore])).toEqual([
      ['G1', MORNING - 1],
      ['G3', MORNING],
    ]);
    expect(await run(({ outbox }) => outbox.interrupted())).toMatchObject([{ notBefore: MORNING + DAY }]);
  });

  test('a setting and a secret that are removed are not there', async () => {
    await run(({ settings }) => settings.set('a', '1'));
    await run(({ secrets }) => secrets.put('a', '1'));
    await run(({ settings }) => settings.remove('a'));
    await run(({ secrets }) => secrets.remove('a'));
    expect(await run(({ settings }) => settings.get('a'))).toBeUndefined();
    expect(await run(({ secrets }) => secrets.names())).toEqual([]);
  });

  test('an outbox with nothing waiting', async () => {
    expect(await run(({ outbox }) => outbox.nextAt())).toBeUndefined();
    expect(await run(({ outbox }) => outbox.counts())).toEqual({ queued: 0, sending: 0, sent: 0, failed: 0 });
  });

  test('settings and outages', async () => {
    await run(({ settings }) => settings.set('tick', '1'));
    await run(({ settings }) => settings.set('tick', '2'));
    expect(await run(({ settings }) => settings.get('tick'))).toBe('2');
    expect(await run(({ settings }) => settings.get('none'))).toBeUndefined();
    const [long, short] = [
      { from: 1, to: MORNING },
      { from: 2, to: 9 },
    ];
    await run(({ settings }) => settings.addOutage(short!));
    await run(({ settings }) => settings.addOutage(long!));
    expect(await run(({ settings }) => settings.outages(0))).toStrictEqual([long, short]);
    expect(await run(({ settings }) => settings.outages(10))).toStrictEqual([long]);
  });

  test('lines of the room: numbered, caught up on, and once by their key', async () => {
    const first = await run(({ room }) => room.add({ ...line('a'), key: 'k' }));
    const second = await run(({ room }) => room.add(line('b')));
    expect(second).toStrictEqual({ ...line('b'), id: first.id + 1 });
    expect(await run(({ room }) => room.add({ ...line('other'), key: 'k' }))).toStrictEqual(first);
    expect(await run(({ room }) => room.after(0, 9))).toStrictEqual([first, second]);
    expect(await run(({ room }) => room.after(first.id, 9))).toStrictEqual([second]);
    expect(await run(({ room }) => room.after(0, 1))).toStrictEqual([first]);
  });

  test('secrets, inside a unit of work and outside', async () => {
    const { secrets } = database.storage();
    await secrets.put('webhook:G2', 'https://example.invalid/1');
    await run(async (tx) => {
      await tx.secrets.put('webhook:G2', 'https://example.invalid/2');
      await tx.secrets.put('webhook:G1', 'x');
    });
    expect(await secrets.get('webhook:G2')).toBe('https://example.invalid/2');
    expect(await secrets.get('none')).toBeUndefined();
    expect(await secrets.names()).toEqual(['webhook:G1', 'webhook:G2']);
  });
});
