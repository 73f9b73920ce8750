/** Words of which the questions to the bot are made. */
const WHO = '(?:谁|哪(?:些|几|个|一)?(?:家|个|所)?(?:单位|机构|院|公墓|站)?|几家|多少家)';
const WHEN = '(?:几点|什么时候|什么时间|啥时候|何时|哪(?:一|几)?天|几号)';
const ON_DUTY = '(?:值班|带班|在岗|夜班|白班|当班|值守)';
const NOT_YET = '(?:还)?(?:没有?|未)';
const HAND_IN = '(?:上?报|提?交|填报?)';
const VISITED = '(?:巡查|督查|检查|走访|巡|查|走|跑|去)(?:到|过|完|了)?';
const OVERDUE = '(?:超期|逾期)(?:还?没改|未改|未整改)?的?';
const NEXT_SHIFT = '下(?:一?[次回个]|一)?(?:轮到?)?我?的?(?:[值带]班|班次?|上班|当班)';

const row = (what: string, ...forms: readonly string[]): readonly [string, RegExp] => [
  what,
  new RegExp(forms.join('|')),
];

/** Whole forms of questions, each with what it asks; the first that fits wins. */
const FORMS: readonly (readonly [string, RegExp])[] = [
  row(
    'my_next_duty',
    `${NEXT_SHIFT}.{0,6}${WHEN}`,
    '我的?下一?班$',
    `我下(?:一?[次回个])?(?:是)?${WHEN}(?:轮到|该|是)?我?(?:${ON_DUTY}|上班)`,
    `下(?:一?[次回个])?${WHEN}(?:轮到|该)我(?:${ON_DUTY}|上班)?`,
  ),
  row(
    'duty',
    `${ON_DUTY}的?(?:人|人员|领导|干部)?(?:都)?(?:是|有)?(?:谁(?!.{0,2}[没未])|哪几?[位个])`,
    '谁(?:在)?[值带](?:班|守|着|$)',
    `哪(?:个|位|几[个位])(?:领导|人|同志)?(?:在)?${ON_DUTY}`,
  ),
  row(
    'holiday',
    '(?:下一?[个次]|离|距).{0,8}(?:法定)?(?:节?假日|放假|假期|节日?).{0,6}(?:几天|多久|什么时候|啥时候|哪天|几号)',
  ),
  row('stat', '(?:统计|汇总)(?:一下|下|出来)?$'),
  row('todo', '^还?(?:差|欠|缺)(?:什么|哪些|啥)$'),
  row('campaign', '^专项(?:行动|整治)?的?(?:进度|进展)$'),
  row(
    'todo',
    '(?:[我咱俺]们?|本(?=[院单站馆公中])|该?(?=院|单位))(?:院|单位|站|馆|公寓|中心|公墓)?.{0,3}(?:有|欠|差|缺)(?:什么|哪些|啥)(?!隐患|院|单位|机构).{0,4}(?:没|未|要|该)',
  ),
  row('late', `${WHO}.{0,8}(?:迟报|晚报|[报交]得?[迟晚]|超时)`, `有没有.{0,4}(?:迟报|晚报)`),
  row(
    'overdue_hazards',
    `有没有${OVERDUE}隐患`,
    `${OVERDUE}隐患.{0,4}(?:吗|没有?$|哪|几|多少)`,
    `隐患.{0,4}(?:有没有|哪些|有哪些|哪几个)${OVERDUE}`,
    `${WHO}.{0,6}隐患.{0,4}(?:超期|逾期)`,
  ),
  row(
    'coverage',
    `${WHO}.{0,4}(?:没有?|未)(?:被)?${VISITED}$`,
    `(?:巡查|督查).{0,6}${WHO}.{0,4}(?:没有?|未)(?:被)?${VISITED}`,
    `(?:巡查|督查).{0,4}(?:还)?(?:剩|差|漏|落)[下了]?${WHO}`,
  ),
  row('missing', `${WHO}(?:的)?(?!.{0,2}[天日]).{0,8}?${NOT_YET}(?:把)?.{0,6}?${HAND_IN}(?!得?[迟晚])`),
  row(
    'workday',
    '(?:是不是|算不算|是否|[是算]).{0,2}工作日',
    '工作日(?:吗|不是|$)',
    '(?:要不要|用不用|得不得|是不是[要得]?)(?:补班|调休|上班)',
  ),
  row(
    'deadline',
    `${WHEN}(?:之?前)?(?:是|到)?截止`,
    `截止(?:时间|日期)?(?:是|到|在)?${WHEN}`,
    `最[晚迟](?:是)?${WHEN}`,
    `${WHEN}(?:之?前)?(?:要|得|该|必须)${HAND_IN}`,
  ),
];

/** What a sentence asks for, where its form alone says so. */
export const askedFor = (text: string): string | undefined => FORMS.find(([, form]) => form.test(text))?.[0];
