import { type Document, LineCounter, isNode, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Problem, type RawRegister, type RawRow, RegisterFileError } from './register-file';

/** `heads`, `sender_default` and `people_titles` are hints for other tools: taken, and kept out of the register. */
const HINTS = ['about', 'timezone', 'heads', 'sender_default', 'people_titles'] as const;

const list = z.array(z.unknown(), { error: '要写成一列（[ … ]）' }).default([]);
const table = z.record(z.string(), z.unknown(), { error: '要写成「名称: 值」的样子（{ … }）' }).default({});
const shape = z.strictObject({
  ...Object.fromEntries(HINTS.map((name) => [name, z.unknown().optional()])),
  bureau: z.record(z.string(), z.unknown(), { error: '要写成「名称: 值」的样子（{ … }）' }).optional(),
  institutions: list,
  people: list,
  groups: list,
  teams: list,
  ambiguous_aliases: table,
  open_hazards: table,
});
type Shape = z.infer<typeof shape>;
const PARTS = Object.keys(shape.shape).join('、');

type Where = (...path: readonly (string | number)[]) => string;

/** `people[3]，第 120 行`: the path for those who wrote a program, the line for those who use an editor. */
const whereIn =
  (doc: Document, lines: LineCounter): Where =>
  (...path) => {
    const name = path
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
      .join('')
      .replace(/^\./, '');
    const node = doc.getIn(path, true);
    const range = isNode(node) ? node.range : undefined;
    return range ? `${name}，第 ${lines.linePos(range[0]).line} 行` : name;
  };

function rawOf(data: Shape, where: Where): RawRegister {
  const rows = (part: 'institutions' | 'people' | 'groups' | 'teams'): RawRow[] =>
    data[part].map((value, index) => ({ at: where(part, index), value }));
  const bureau = data.bureau ? [{ at: where('bureau'), value: { ...data.bureau, kind: 'bureau' } }] : [];
  return {
    units: [...bureau, ...rows('institutions')],
    people: rows('people'),
    groups: rows('groups'),
    teams: rows('teams'),
    ambiguous: Object.entries(data.ambiguous_aliases).map(([word, units]) => ({
      at: where('ambiguous_aliases', word),
      value: { word, units },
    })),
    hazards: Object.entries(data.open_hazards).map(([id, value]) => ({
      at: where('open_hazards', id),
      value: typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, id } : value,
    })),
  };
}

/** JSON is read by the YAML parser too (it is a subset), because that one knows the lines; but it must be JSON. */
function strictly(text: string, format: 'json' | 'yaml', doc: Document): unknown {
  if (format === 'yaml') return doc.toJS();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function syntaxProblems(doc: Document, format: 'json' | 'yaml', value: unknown): Problem[] {
  const broken = format === 'json' && value === undefined;
  const doubles = doc.errors.filter((error) => error.code === 'DUPLICATE_KEY');
  // One fault of writing makes many errors: the first one is the place to look at.
  const [first] = format === 'yaml' || broken ? doc.errors.filter((error) => !doubles.includes(error)) : [];
  const problems = [...(first ? [first] : []), ...doubles].map((error) => ({
    at: error.linePos ? `第 ${error.linePos[0].line} 行` : '',
    text: doubles.includes(error)
      ? '同一个名称写了两次，请删去一个'
      : `${format} 的写法不对，多半是少了逗号、引号、括号或缩进`,
  }));
  return broken && problems.length === 0 ? [{ at: '', text: '不是 json：检查多余的逗号、注释和引号' }] : problems;
}

/** The rows of a register in json or yaml. Throws a RegisterFileError when it is not one. */
export function readText(text: string, format: 'json' | 'yaml'): RawRegister {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines });
  const syntax = format === 'yaml' && doc.errors.length > 0 ? undefined : strictly(text, format, doc);
  const problems = syntaxProblems(doc, format, syntax);
  if (problems.length > 0) throw new RegisterFileError(problems);
  const result = shape.safeParse(syntax);
  const where = whereIn(doc, lines);
  if (result.success) return rawOf(result.data, where);
  throw new RegisterFileError(
    result.error.issues.map((issue) => ({
      at: issue.path.length > 0 ? where(...issue.path.map((step) => (typeof step === 'symbol' ? '' : step))) : '',
      text:
        issue.code === 'unrecognized_keys'
          ? `不认识「${issue.keys.join('」「')}」；名册的各部分叫：${PARTS}`
          : issue.path.length === 0
            ? `不是名册：最外层要写成「名称: 值」，各部分叫：${PARTS}`
            : issue.message,
    })),
  );
}
