import type { Grammar } from '../reading';
import { unit } from '../slots/plain';
import { optional, slot } from '../slots/slot';

/** Intents whose commands come later: their words are known, so that they are never taken for something else. */
const NAMES: Readonly<Record<string, string>> = {
  incident_follow: '续报 终报 结案',
  opinion: '舆情 苗头',
  handover: '交班 接班',
  checkin: '在岗',
  selfcheck: '自查',
  checklist: '九查九看 八点',
  unsupervise: '摘牌',
  recheck: '回头看',
  classify: '分类',
  plan: '一院一策',
  relocate: '老人安置',
  test: '抗原 核酸',
  vaccine: '疫苗',
  health: '体温',
  return_home: '返家意愿 返家 返院',
  patrol: '巡查 防火巡查',
  inspect: '督查 四不两直 暗访',
  spotcheck: '查岗 抽查',
  drill: '演练 培训',
  equipment: '维保 检测',
  supplies: '物资 试剂',
  flag: '国旗',
  visitor: '来访',
  leave: '外出报备 报备 外出 请假',
  leave_back: '销假',
  activity: '活动申请 申请 聚集活动',
  lottery_check: '福彩巡查 福彩抽查 福彩',
  lottery_stop: '停机 取消资格',
  lottery_resume: '恢复 恢复营业',
  subsidy: '补贴核查 价格补贴',
  tipoff: '举报 我要举报',
};

/** Half a reading would be a silent misreading: the values are not read yet, and that is said. */
const later = optional(slot<never>('', (source) => source.mistake({ code: 'unclear', typed: source.text })));

export const LATER: readonly Grammar[] = Object.entries(NAMES).map(([intent, names]) => ({
  intent,
  names: names.split(' '),
  slots: { inst: optional(unit()), later },
  examples: [],
}));
