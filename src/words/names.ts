import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const words = z.record(z.string(), z.string());
const schema = z.strictObject({
  weekdays: z.array(z.string()).length(7),
  marks: words,
  parts: words,
  states: words,
  items: words,
  roles: words,
  kinds: words,
  counts: words,
  /** Who supervises: 省 市 县. */
  levels: words,
  /** 五落实. */
  five: words,
  /** Codes among the values of a reading; `role.leader` where one code means two things. */
  values: words,
  /** Why a doubtful value was read as it was: `reading/explain-rules.ts`. */
  rules: words,
  /** Sheets, titles of columns and words in cells of the files that go out. */
  sheets: words,
  columns: words,
  cells: words,
  /** Folders of `commands/` in the order of the help. */
  sections: words,
});

/** Words for codes: states, marks, roles … `templates/names.yaml`. */
export type Names = z.infer<typeof schema>;

export const loadNames = (templatesDir: string): Names =>
  schema.parse(parse(readFileSync(join(templatesDir, 'names.yaml'), 'utf8')));
