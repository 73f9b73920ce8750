import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Types {
  /** Ids sort by code point on both databases; PostgreSQL would otherwise sort by the locale of its host. */
  readonly text: string;
  /** A number that the database gives and never gives again. */
  readonly serial: string;
}

const postgres: Types = { text: 'text COLLATE "C"', serial: 'integer GENERATED ALWAYS AS IDENTITY' };
const sqlite: Types = { text: 'text', serial: 'integer NOT NULL' };

/** Checked at COMMIT, so that the order inside a unit of work does not matter. */
const refers = (to: string): string => `REFERENCES ${to} DEFERRABLE INITIALLY DEFERRED`;
const oneOf = (column: string, ...values: string[]): string =>
  `CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`;
const key = (types: Types): string => `${types.serial} PRIMARY KEY${types === sqlite ? ' AUTOINCREMENT' : ''}`;

const roles = ['staff', 'head', 'town', 'supervisor', 'lottery_mgr', 'admin', 'leader', 'guest'];

const register = (types: Types): string[] => [
  `CREATE TABLE units (id ${types.text} NOT NULL PRIMARY KEY,
    kind ${types.text} NOT NULL ${oneOf('kind', 'bureau', 'section', 'town', 'institution')},
    name ${types.text} NOT NULL, aliases text NOT NULL, type ${types.text}, town ${types.text},
    parent_id ${types.text} ${refers('units (id)')}, landline ${types.text}, elders integer, beds integer,
    place integer NOT NULL, active boolean NOT NULL)`,
  `CREATE TABLE people (id ${types.text} NOT NULL PRIMARY KEY, name ${types.text} NOT NULL, userid ${types.text},
    mobile ${types.text}, unit_id ${types.text} ${refers('units (id)')},
    role ${types.text} NOT NULL ${oneOf('role', ...roles)}, active boolean NOT NULL)`,
  `CREATE TABLE posts (id ${types.text} NOT NULL PRIMARY KEY, unit_id ${types.text} NOT NULL ${refers('units (id)')},
    name ${types.text} NOT NULL, role ${types.text} NOT NULL ${oneOf('role', ...roles)},
    holder_id ${types.text} ${refers('people (id)')}, since ${types.text} NOT NULL)`,
  `CREATE TABLE holdings (id ${key(types)}, post_id ${types.text} NOT NULL ${refers('posts (id)')},
    person_id ${types.text} NOT NULL ${refers('people (id)')},
    first_day ${types.text} NOT NULL, last_day ${types.text} NOT NULL)`,
  `CREATE TABLE teams (id ${types.text} NOT NULL PRIMARY KEY, name ${types.text} NOT NULL, lead_id ${types.text},
    leader_id ${types.text}, areas text NOT NULL)`,
  `CREATE TABLE chat_groups (id ${types.text} NOT NULL PRIMARY KEY, name ${types.text} NOT NULL, chat_id ${types.text},
    unit_ids text NOT NULL, bureau boolean NOT NULL)`,
  `CREATE TABLE ambiguous_words (word ${types.text} NOT NULL PRIMARY KEY, unit_ids text NOT NULL)`,
];

const tasks = (types: Types): string[] => [
  `CREATE TABLE tasks (id ${types.text} NOT NULL PRIMARY KEY, item ${types.text} NOT NULL, title ${types.text} NOT NULL,
    targets text NOT NULL, audience text NOT NULL, group_ids text NOT NULL, schedule text NOT NULL, requires text NOT NULL, covers text,
    subject ${types.text}, settled_by text, escalation text, ladder ${types.text}, campaign_id ${types.text},
    grace_minutes integer NOT NULL, contact_post_id ${types.text}, contact_person_id ${types.text}, contact text,
    text ${types.text}, created_by ${types.text} NOT NULL, created_at bigint NOT NULL,
    state ${types.text} NOT NULL ${oneOf('state', 'active', 'cancelled')})`,
  `CREATE INDEX tasks_by_state ON tasks (state, created_at)`,
  `CREATE TABLE rounds (id ${types.text} NOT NULL PRIMARY KEY, task_id ${types.text} NOT NULL ${refers('tasks (id)')},
    day ${types.text} NOT NULL, opens_at bigint NOT NULL, due_at bigint NOT NULL,
    state ${types.text} NOT NULL ${oneOf('state', 'open', 'closed', 'cancelled')})`,
  `CREATE INDEX rounds_by_task ON rounds (task_id, due_at)`,
  `CREATE INDEX rounds_by_deadline ON rounds (due_at)`,
  `CREATE INDEX rounds_by_day ON rounds (day)`,
  `CREATE TABLE dues (id ${types.text} NOT NULL PRIMARY KEY, round_id ${types.text} NOT NULL ${refers('rounds (id)')},
    unit_id ${types.text} NOT NULL,
    state ${types.text} NOT NULL ${oneOf('state', 'missing', 'reported', 'late', 'incomplete', 'returned', 'exempt')},
    settled_at bigint, late_minutes integer NOT NULL, record_id ${types.text}, lacks text NOT NULL,
    reason ${types.text}, UNIQUE (round_id, unit_id))`,
  `CREATE TABLE steps (id ${types.text} NOT NULL PRIMARY KEY, round_id ${types.text} NOT NULL ${refers('rounds (id)')},
    task_id ${types.text} NOT NULL ${refers('tasks (id)')},
    kind ${types.text} NOT NULL ${oneOf('kind', 'remind', 'close', 'open', 'escalate')}, name ${types.text} NOT NULL,
    at bigint NOT NULL, state ${types.text} NOT NULL ${oneOf('state', 'planned', 'done', 'skipped')})`,
  `CREATE INDEX steps_by_time ON steps (state, at, task_id)`,
  `CREATE INDEX steps_by_round ON steps (round_id)`,
  `CREATE TABLE bulletins (id ${types.text} NOT NULL PRIMARY KEY, round_id ${types.text} NOT NULL ${refers('rounds (id)')},
    state ${types.text} NOT NULL ${oneOf('state', 'draft', 'published', 'withdrawn')}, facts text NOT NULL,
    version integer NOT NULL, previewed_by ${types.text}, published_by ${types.text}, published_at bigint,
    corrects ${types.text} ${refers('bulletins (id)')}, created_at bigint NOT NULL)`,
  `CREATE INDEX bulletins_by_round ON bulletins (round_id)`,
  `CREATE INDEX bulletins_by_state ON bulletins (state, created_at)`,
  `CREATE TABLE proposals (id ${types.text} NOT NULL PRIMARY KEY, fingerprint ${types.text} NOT NULL,
    owner ${types.text} NOT NULL, group_id ${types.text}, text text NOT NULL, head text NOT NULL, items text NOT NULL,
    state ${types.text} NOT NULL ${oneOf('state', 'open', 'created', 'dropped')},
    created_at bigint NOT NULL, expires_at bigint NOT NULL)`,
  `CREATE INDEX proposals_by_text ON proposals (fingerprint, created_at)`,
  `CREATE INDEX proposals_by_owner ON proposals (owner, state, created_at)`,
];

const ledger = (types: Types): string[] => [
  `CREATE TABLE records (sequence ${key(types)}, id ${types.text} NOT NULL UNIQUE, kind ${types.text} NOT NULL,
    unit_id ${types.text} NOT NULL, first_day ${types.text} NOT NULL, last_day ${types.text} NOT NULL,
    data text NOT NULL, by_person_id ${types.text} NOT NULL, entered_by ${types.text}, pasted_as text,
    at bigint NOT NULL, message_key ${types.text} NOT NULL,
    state ${types.text} NOT NULL ${oneOf('state', 'valid', 'replaced', 'undone')},
    replaces ${types.text} ${refers('records (id)')}, due_id ${types.text})`,
  `CREATE INDEX records_by_kind ON records (kind, unit_id, last_day)`,
  `CREATE INDEX records_by_day ON records (last_day, first_day)`,
  `CREATE INDEX records_by_person ON records (by_person_id, at)`,
  `CREATE INDEX records_by_clerk ON records (entered_by, at)`,
  `CREATE INDEX records_by_due ON records (due_id)`,
  `CREATE INDEX records_by_time ON records (at)`,
  `CREATE TABLE counters (name ${types.text} NOT NULL PRIMARY KEY, value integer NOT NULL)`,
  `CREATE TABLE attachments (sequence ${key(types)}, id ${types.text} NOT NULL UNIQUE, hash ${types.text} NOT NULL,
    type ${types.text} NOT NULL, bytes integer NOT NULL, name ${types.text} NOT NULL, owner_id ${types.text} NOT NULL,
    message_key ${types.text} NOT NULL, at bigint NOT NULL)`,
  `CREATE INDEX attachments_by_message ON attachments (message_key)`,
];

const chat = (types: Types): string[] => [
  `CREATE TABLE questions (id ${types.text} NOT NULL PRIMARY KEY, owner ${types.text} NOT NULL, chat_id ${types.text} NOT NULL,
    said ${types.text} NOT NULL, choices text NOT NULL, expires_at bigint NOT NULL, UNIQUE (owner, chat_id))`,
  `CREATE TABLE inbox (bot ${types.text} NOT NULL, msgid ${types.text} NOT NULL,
    state ${types.text} NOT NULL ${oneOf('state', 'received', 'settled')}, payload text NOT NULL,
    received_at bigint NOT NULL, answer text NOT NULL, PRIMARY KEY (bot, msgid))`,
  `CREATE INDEX inbox_by_state ON inbox (state, received_at)`,
  `CREATE TABLE outbox (id ${key(types)}, route text NOT NULL, body text NOT NULL, sort_at bigint NOT NULL,
    place ${types.text} NOT NULL, not_before bigint NOT NULL,
    state ${types.text} NOT NULL ${oneOf('state', 'queued', 'sending', 'sent', 'failed')},
    attempts integer NOT NULL, again boolean NOT NULL, detail text NOT NULL)`,
  `CREATE INDEX outbox_by_state ON outbox (state, not_before)`,
  `CREATE TABLE settings (name ${types.text} NOT NULL PRIMARY KEY, value text NOT NULL)`,
  `CREATE TABLE secrets (name ${types.text} NOT NULL PRIMARY KEY, value text NOT NULL)`,
  `CREATE TABLE outages (id ${key(types)}, began_at bigint NOT NULL, ended_at bigint NOT NULL)`,
  `CREATE INDEX outages_by_end ON outages (ended_at)`,
  `CREATE TABLE room_lines (id ${key(types)}, line_key ${types.text} UNIQUE, chat ${types.text} NOT NULL, author ${types.text} NOT NULL,
    text text NOT NULL, at bigint NOT NULL, choices text NOT NULL, files text NOT NULL, mentions text NOT NULL)`,
];

export class Start1790000000000 implements MigrationInterface {
  readonly name = 'Start1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    const types = runner.connection.options.type === 'postgres' ? postgres : sqlite;
    for (const statement of [...register(types), ...tasks(types), ...ledger(types), ...chat(types)]) {
      await runner.query(statement);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('there is nothing before the first migration'));
  }
}
