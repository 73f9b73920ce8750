import { answerQuery, defineCommand, querySlots } from '../../src/chat';

export default defineCommand({
  intent: 'query',
  names: ['查询', '查', '查值班', '我的待办', '统计', '进度', '导出', '日历'],
  summary: '查谁值班、谁没报、什么时候截止、有哪些待办和隐患',
  examples: [
    '今天谁值班',
    '查值班 殡仪馆 明天',
    '我的待办',
    '查询 康宁 未整改',
    '统计 上月走访',
    '导出 隐患台账',
    '明天上班吗',
  ],
  where: 'anywhere',
  allow: 'member',
  slots: { ...querySlots },
  run: (values, context) => answerQuery(values, context),
});
