import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Calendar, createCalendar, FESTIVALS } from './calendar/calendar';
import { projectRoot } from './project-root';

const day = z.iso.date();
const schema = z.strictObject({
  year: z.int().min(2000).max(2100),
  off: z.record(day, z.enum(FESTIVALS)),
  worked: z.array(day),
});

/** The calendar with the county's own tables, `data/calendar/*.json`: next year's notice, entered when it is published. */
export function countyCalendar(): Calendar {
  const folder = join(projectRoot(), 'data', 'calendar');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const tables = files.map((name) => {
    const read = schema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    if (read.success) return read.data;
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ');
    throw new Error(`data/calendar/${name}: ${problems}`);
  });
  return createCalendar(tables);
}
