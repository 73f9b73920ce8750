import { broadcastSlots } from './intents/broadcast';
import { deadlineSlots } from './intents/deadline';
import {
  dutyAttachSlots,
  dutyPhoneSlots,
  dutySlots,
  dutySubstituteSlots,
  dutySwapSlots,
  dutyUpdateSlots,
} from './intents/duty';
import { acceptSlots, fixExtendSlots, fixSlots, superviseSlots } from './intents/fix';
import { hazardSlots } from './intents/hazard';
import { howReadSlots } from './intents/how-read';
import { incidentSlots } from './intents/incident';
import { correctSlots, undoSlots } from './intents/mend';
import { exemptSlots, publishSlots, remindSlots, shameSlots } from './intents/office';
import { querySlots } from './intents/query';
import { registerSlots } from './intents/register';
import { reportSubmitSlots } from './intents/report-submit';
import { rosterSlots } from './intents/roster';
import { ackSlots, helpSlots } from './intents/small';
import { visitSlots } from './intents/visit';
import { zeroSlots } from './intents/zero';
import { activitySlots } from './intents/activity';
import { checklistSlots, selfCheckSlots } from './intents/checklist';
import { classifySlots } from './intents/classify';
import { drillSlots } from './intents/drill';
import { equipmentSlots } from './intents/equipment';
import { flagSlots, visitorSlots } from './intents/flag';
import { checkinSlots, handoverSlots } from './intents/handover';
import { healthSlots } from './intents/health';
import { incidentFollowSlots } from './intents/incident-follow';
import { inspectSlots, spotcheckSlots } from './intents/inspect';
import { leaveBackSlots, leaveSlots } from './intents/leave';
import { lotteryCheckSlots, lotteryResumeSlots, lotteryStopSlots } from './intents/lottery';
import { opinionSlots } from './intents/opinion';
import { patrolSlots } from './intents/patrol';
import { planSlots } from './intents/plan';
import { recheckSlots, unsuperviseSlots } from './intents/recheck';
import { relocateSlots } from './intents/relocate';
import { returnHomeSlots } from './intents/return-home';
import { subsidySlots } from './intents/subsidy';
import { suppliesSlots } from './intents/supplies';
import { testSlots } from './intents/test';
import { tipoffSlots } from './intents/tipoff';
import { vaccineSlots } from './intents/vaccine';
import type { Grammar, Slot } from './reading';

const grammar = (intent: string, names: string, slots: Readonly<Record<string, Slot<unknown>>>): Grammar => ({
  intent,
  names: names.split(' ').filter((name) => name !== ''),
  slots,
  examples: [],
});

/**
 * Every intent of the vocabulary with the words that it is typed as. The commands bring their own grammars; this is
 * what is understood where a command is still to come, so that its words are never taken for something else.
 */
export const VOCABULARY: readonly Grammar[] = [
  grammar('duty', '值班 值班表', dutySlots),
  grammar('duty_phone', '值班电话 座机', dutyPhoneSlots),
  grammar('duty_attach', '', dutyAttachSlots),
  grammar('duty_update', '', dutyUpdateSlots),
  grammar('duty_swap', '换班', dutySwapSlots),
  grammar('duty_substitute', '替班 顶班 代班', dutySubstituteSlots),
  grammar('zero', '零报告 零报 日报 祭扫日报 平安 报平安 补报', zeroSlots),
  grammar('hazard', '隐患 隐患上报', hazardSlots),
  grammar('fix', '整改 整改完成 整改进度 整改回复', fixSlots),
  grammar('fix_extend', '延期 整改延期', fixExtendSlots),
  grammar('accept', '销号 验收', acceptSlots),
  grammar('supervise', '挂牌 挂牌督办', superviseSlots),
  grammar('visit', '走访 慰问 走访慰问 入户', visitSlots),
  grammar('report_submit', '整改报告 排查报告', reportSubmitSlots),
  grammar('broadcast', '通知 【通知】 方案备案 @所有人 @全体成员 @全体 @all', broadcastSlots),
  grammar('deadline', '截止 延长', deadlineSlots),
  grammar('exempt', '免报', exemptSlots),
  grammar('remind', '催 催报', remindSlots),
  grammar('shame', '通报 通报批评 通报表扬', shameSlots),
  grammar('publish', '公布', publishSlots),
  grammar('confirm', '确认 发布', {}),
  grammar('cancel', '退回 取消', {}),
  grammar('query', '查 查询 查值班 统计 导出 进度 我的待办 日历', querySlots),
  grammar('undo', '撤销 撤消 撤回 作废', undoSlots),
  grammar('correct', '更正', correctSlots),
  grammar('help', '帮助', helpSlots),
  grammar('ack', '收到', ackSlots),
  grammar('how_read', '怎么读', howReadSlots),
  grammar('register', '绑定 登记', registerSlots),
  grammar('roster', '领导小组 职务变动 包联', rosterSlots),
  grammar('incident', '急报 突发 突发事件', incidentSlots),
  grammar('who_am_i', '我是谁', {}),
  grammar('chat_id', '群号', {}),
  grammar('incident_follow', '续报 终报 结案', incidentFollowSlots),
  grammar('opinion', '舆情 苗头', opinionSlots),
  grammar('handover', '交班 接班', handoverSlots),
  grammar('checkin', '在岗', checkinSlots),
  grammar('selfcheck', '自查', selfCheckSlots),
  grammar('checklist', '九查九看 八点', checklistSlots),
  grammar('unsupervise', '摘牌', unsuperviseSlots),
  grammar('recheck', '回头看', recheckSlots),
  grammar('classify', '分类', classifySlots),
  grammar('plan', '一院一策', planSlots),
  grammar('relocate', '老人安置', relocateSlots),
  grammar('test', '抗原 核酸', testSlots),
  grammar('vaccine', '疫苗', vaccineSlots),
  grammar('health', '体温', healthSlots),
  grammar('return_home', '返家意愿 返家 返院', returnHomeSlots),
  grammar('patrol', '巡查 防火巡查', patrolSlots),
  grammar('inspect', '督查 四不两直 暗访', inspectSlots),
  grammar('spotcheck', '查岗 抽查', spotcheckSlots),
  grammar('drill', '演练 培训', drillSlots),
  grammar('equipment', '维保 检测', equipmentSlots),
  grammar('supplies', '物资 试剂', suppliesSlots),
  grammar('flag', '国旗', flagSlots),
  grammar('visitor', '来访', visitorSlots),
  grammar('leave', '外出报备 报备 外出 请假', leaveSlots),
  grammar('leave_back', '销假', leaveBackSlots),
  grammar('activity', '活动申请 申请 聚集活动', activitySlots),
  grammar('lottery_check', '福彩巡查 福彩抽查 福彩', lotteryCheckSlots),
  grammar('lottery_stop', '停机 取消资格', lotteryStopSlots),
  grammar('lottery_resume', '恢复 恢复营业', lotteryResumeSlots),
  grammar('subsidy', '补贴核查 价格补贴', subsidySlots),
  grammar('tipoff', '举报 我要举报', tipoffSlots),
];
