import type { Due, Step } from '../../src/domain/task';
import { dataSource } from '../../src/storage/data-source';

interface Row {
  readonly state: string;
}

export interface Left {
  readonly records: readonly {
    readonly id: string;
    readonly kind: string;
    readonly unit: string;
    readonly key: string;
    readonly state: string;
  }[];
  readonly inbox: readonly { readonly msgid: string; readonly state: string; readonly answer: string }[];
  readonly outbox: readonly (Row & {
    readonly id: number;
    readonly body: string;
    readonly detail: string;
    readonly route: string;
  })[];
  readonly dues: readonly Due[];
  readonly steps: readonly Step[];
  readonly bulletins: readonly (Row & { readonly id: string })[];
}

/** Everything that matters after a crash, read past the stores. */
export async function readLeft(url: string): Promise<Left> {
  const { source } = dataSource(url, () => undefined);
  await source.initialize();
  const all = <Item>(sql: string): Promise<Item[]> => source.query<Item[]>(sql);
  try {
    return {
      records: await all('select id, kind, unit_id as unit, message_key as key, state from records order by id'),
      inbox: await all('select msgid, state, answer from inbox order by msgid'),
      outbox: await all('select id, state, body, detail, route from outbox order by id'),
      dues: await all(
        'select id, state, record_id as "recordId", unit_id as "unitId", round_id as "roundId" from dues order by id',
      ),
      steps: await all('select id, name, state, at from steps order by at'),
      bulletins: await all('select id, state from bulletins order by id'),
    };
  } finally {
    await source.destroy();
  }
}
