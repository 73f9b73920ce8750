import type { FoundCommand } from './find-command';
import type { ReadingContext } from './reading';
import { findClocks } from './values/clocks';
import { findDays } from './values/days';
import { knownNames } from './values/people';
import { namesIn } from './values/names';
import { findPhones } from './values/phones';
import { findTopic } from './values/topics';

/** Words behind a command that make it another intent (rules for doubts, 0). */
type Rule = (body: string, found: FoundCommand, context: ReadingContext) => string | undefined;

const ATTACHED = /签字|盖章|章盖|签过字|签章|公章|盖好|盖了|签[过完]字|才能?盖|扫描|见图|见附件|附件|图片/;

function duty(body: string, _: FoundCommand, context: ReadingContext): string | undefined {
  if (
    /更正|改为|改成|换成|改一下|变更|调整为|[\u4e00-\u9fff]{2,3}改[\u4e00-\u9fff]{2,3}$|不是[\u4e00-\u9fff]{2,3}/.test(
      body,
    )
  )
    return 'duty_update';
  if (/(?:和|跟|与|同).{2,8}换|互换|对调|换班/.test(body)) return 'duty_swap';
  if (/(?:替|顶|代)(?:班)?[\u4e00-\u9fff]{2,4}(?:$|[\s,。值上])/.test(body) && !/带班/.test(body))
    return 'duty_substitute';
  const days = findDays(body, context, { tense: 'future' });
  const hasDay = days.length > 0;
  const words = body.replace(
    /固定电话|座机|固话|值班电话|盖[好了过]*公?章[了好过]*|签[好了过]*[字章名][了好过]*|公?章[已都也]?盖?[好了过]*|才?能盖|值班表?/g,
    (word) => ' '.repeat(word.length),
  );
  const people = namesIn(words, knownNames(context)).some(
    // 周四补: no 周 of that name.
    ({ start, end }) => !days.some((day) => start < day.end && end > day.start),
  );
  if (ATTACHED.test(body) && (!people || !hasDay) && !/带班/.test(body)) return 'duty_attach';
  const landline = findPhones(body).some((phone) => phone.kind !== 'mobile');
  if (landline && !people && !hasDay) return 'duty_phone';
  if (/固定电话|座机|固话/.test(body) && !people && !hasDay) return 'duty_phone';
  if (!hasDay && !people && /^\s*(?:查询|查一下|查)/.test(body)) return 'query';
  return undefined;
}

const isTask = (body: string): boolean =>
  /TZ-?\d/i.test(body) ||
  (!/YH|隐患|\d号/i.test(body) && !['hazard', 'fix', undefined].includes(findTopic(body)?.code));

/** 更正 YH-0003 责任人王强: the plan of a finding is written anew. */
const OF_PLAN = /YH-?\s?\d{1,4}[\s,:的]{0,2}(?:责任人|时限|期限|措施|资金|预案)/i;

const RULES: Readonly<Record<string, Rule>> = {
  correct: (body) => (OF_PLAN.test(body) ? 'hazard_plan' : undefined),
  duty,
  duty_attach: (body, found, context) => duty(`${found.command}${body}`, found, context) ?? 'duty',
  hazard: (body) => (/^\s*(?:台账|清单)\s*$/.test(body) ? 'query' : undefined),
  // 延期 值班表: a deadline of the bureau, no hazard's.
  fix_extend: (body, found, context) =>
    found.command === '延期' && context.sender.role === 'admin' && isTask(body) ? 'deadline' : undefined,
  accept: (body, found) => (found.command === '销号' && /疫苗|接种/.test(body) ? 'vaccine' : undefined),
  fix: (body, found) => {
    if (/^\s*延期|^.{0,24}延期/.test(body)) return 'fix_extend';
    return found.command === '整改' && /^\s*报告/.test(body) ? 'report_submit' : undefined;
  },
  roster: (body, found) => (found.command === '包联' && /已?巡查|已?督查|已去|已走/.test(body) ? 'inspect' : undefined),
  spotcheck: (body, found, context) =>
    context.sender.role === 'lottery_mgr' || /福彩|\d{4}站/.test(body)
      ? found.command === '抽查'
        ? 'lottery_check'
        : undefined
      : undefined,
  test: (body, found) => (found.command === '检测' ? (/抗原|核酸/.test(body) ? 'test' : 'equipment') : undefined),
  equipment: (body, found) => (found.command === '检测' && /抗原|核酸/.test(body) ? 'test' : undefined),
  visit: (body, found) => (found.command === '走访' && /^\s*(?:统计|查询)/.test(body) ? 'query' : undefined),
  deadline: (body, found) =>
    /^截止$/.test(found.command) && /^\s*(?:时间)?(?:是)?(?:几点|什么时候|何时)/.test(body) ? 'query' : undefined,
  patrol: (_, found, context) =>
    found.command === '巡查' && context.sender.role === 'lottery_mgr' ? 'lottery_check' : undefined,
  zero: (body, found) =>
    /^(?:报?平安|日报)$/.test(found.command) && !found.slash && findClocks(body).length > 3 ? 'none' : undefined,
};

export function reroute(found: FoundCommand, context: ReadingContext): string {
  return RULES[found.intent]?.(found.body, found, context) ?? found.intent;
}
