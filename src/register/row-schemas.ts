import { z } from 'zod';
import { ROLES } from '../domain/register';
import { dayExists } from '../lib/time';

/** Words of a workbook (also taken in json and yaml) for the codes of the program. */
export const ROLE_WORDS = {
  工作人员: 'staff',
  负责人: 'head',
  乡镇: 'town',
  督导员: 'supervisor',
  福彩专管员: 'lottery_mgr',
  管理员: 'admin',
  局领导: 'leader',
  访客: 'guest',
} as const;
export const KIND_WORDS = { 局: 'bureau', 科室: 'section', 乡镇: 'town', 机构: 'institution' } as const;
const LEVEL_WORDS = { 一般: 'general', 重大: 'major' } as const;
const STATE_WORDS = {
  未整改: 'open',
  整改中: 'rectifying',
  挂牌督办: 'supervised',
  已验收: 'accepted',
  已销号: 'closed',
} as const;
const YES_NO: Readonly<Record<string, boolean>> = { 是: true, 否: false, true: true, false: false };

/** NFKC makes full-width digits plain; spaces between Chinese characters pad short names and mean nothing. */
export const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
const textOf = (error: string) =>
  z.preprocess(asText, z.string({ error }).transform(tidy).pipe(z.string().min(1, error)));

function wordOf<Code extends string>(words: Readonly<Record<string, Code>>, label: string) {
  const known = new Set<string>(Object.values(words));
  const error = `${label}只能写：${Object.keys(words).join('、')}`;
  const code = (value: unknown): unknown => (typeof value === 'string' ? (words[tidy(value)] ?? tidy(value)) : value);
  return z.preprocess(
    code,
    z.custom<Code>((value) => typeof value === 'string' && known.has(value), { error }),
  );
}

const yesNo = z.preprocess(
  (value) => (typeof value === 'string' ? (YES_NO[tidy(value)] ?? value) : value),
  z.boolean({ error: '只能写 是 或 否（json、yaml 写 true 或 false）' }),
);

const MOBILE = /^1\d{10}$/;
const bareNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\-‐-―()]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '');
const mobile = z.preprocess(
  asText,
  z
    .string({ error: '手机号要写 11 位数字，例如 13900001001' })
    .transform(bareNumber)
    .refine((number) => MOBILE.test(number), {
      error: (issue) =>
        `手机号现在是 ${String(issue.input).length} 位（${String(issue.input).slice(0, 3)}…），要写 11 位数字，以 1 开头，例如 13900001001`,
    }),
);

const count = (label: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(tidy(value)) ? Number(tidy(value)) : value),
    z
      .int({ error: `${label}要写整数，例如 56` })
      .min(0, `${label}不能是负数`)
      .max(100_000, `${label}太大了，请核对`),
  );
const day = (label: string) =>
  z
    .string({ error: `${label}要写成 2026-12-05 的样子` })
    .refine((value) => /^\d{4}-\d\d-\d\d$/.test(value) && dayExists(value), {
      error: `${label}要写成 2026-12-05 的样子，并且是有的日子`,
    });
const listOf = (label: string, example: string) =>
  z.array(textOf(`${label}里有空的一项，例如 ${example}`), { error: `${label}要写成一列，例如 ${example}` });

const id = textOf('要写编号，例如 I01').pipe(
  z.string().regex(/^[\w.@-]{1,64}$/, '编号只能用字母、数字、- 和 _，最多 64 个，例如 I01'),
);

export const unitRow = z.strictObject({
  id,
  name: textOf('要写名称').optional(),
  kind: wordOf(KIND_WORDS, '类别').optional(),
  aliases: listOf('简称', '["康宁", "康宁院"]').nullish(),
  type: textOf('类型要写文字，例如 养老').nullish(),
  town: textOf('乡镇要写文字').nullish(),
  parent: textOf('上级要写单位的编号或名称').nullish(),
  landline: textOf('座机要写成 0477-8380001 的样子').nullish(),
  elders: count('老人数').nullish(),
  beds: count('床位').nullish(),
  removed: yesNo.optional(),
});
export type UnitRow = z.infer<typeof unitRow>;

export const personRow = z
  .strictObject({
    userid: textOf('账号要写企业微信账号，例如 wangqiang').nullish(),
    name: textOf('要写姓名').optional(),
    mobile: mobile.nullish(),
    unit: textOf('单位要写编号或名称，例如 I02').nullish(),
    role: z
      .preprocess(
        (value) =>
          typeof value === 'string' ? ((ROLE_WORDS as Record<string, string>)[tidy(value)] ?? tidy(value)) : value,
        z.enum(ROLES, { error: `角色只能写：${Object.keys(ROLE_WORDS).join('、')}（或 ${ROLES.join('、')}）` }),
      )
      .optional(),
    post: textOf('岗位要写文字，例如 院长').nullish(),
    removed: yesNo.optional(),
  })
  .refine((row) => row.userid || row.name, { error: '要写姓名（或企业微信账号），不然不知道是谁' });
export type PersonRow = z.infer<typeof personRow>;

export const groupRow = z.strictObject({
  id,
  name: textOf('要写群名').optional(),
  members: listOf('成员', '["I01", "I02"]').optional(),
  bureau: yesNo.optional(),
  chat_id: textOf('群会话要写会话的编号').optional(),
  removed: yesNo.optional(),
});
export type GroupRow = z.infer<typeof groupRow>;

export const teamRow = z.strictObject({
  id,
  name: textOf('要写督导组名称').optional(),
  lead: textOf('组长要写账号或姓名').nullish(),
  leader: textOf('局领导要写账号或姓名').nullish(),
  areas: listOf('片区', '["城关镇", "东关街道"]').optional(),
  removed: yesNo.optional(),
});
export type TeamRow = z.infer<typeof teamRow>;

export const ambiguousRow = z.strictObject({
  word: textOf('要写简称'),
  units: listOf('单位', '["I01", "I12"]')
    .nullable()
    .transform((units) => units ?? []),
});
export type AmbiguousRow = z.infer<typeof ambiguousRow>;

export const hazardRow = z.strictObject({
  id: textOf('要写隐患编号，例如 YH-0012').pipe(z.string().regex(/^YH-\d{4,6}$/, '隐患编号要写成 YH-0012 的样子')),
  inst: textOf('要写是哪家单位，例如 I02'),
  desc: textOf('要写隐患内容'),
  level: wordOf(LEVEL_WORDS, '级别'),
  due: day('整改期限').nullish(),
  state: wordOf(STATE_WORDS, '状态'),
  found: day('发现日期').nullish(),
});
export type HazardRow = z.infer<typeof hazardRow>;
