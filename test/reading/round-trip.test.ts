import fc from 'fast-check';
import type { Understanding } from '../../src/cli/understand-line';
import { addDays, clockOf, weekdayOf, type Day } from '../../src/lib/time';
import { sampleUnderstanding, understood } from '../corpus/understanding';

/** Values are made, typed in some style, and read: the reading must give them back. */
const TODAY = '2026-09-28';
const STAFF = { inst: 'I02', role: 'staff' };
const ADMIN = { role: 'admin' };
const RUNS = { numRuns: 300 };

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});
const read = (text: string, ctx: object = STAFF) => understood(understanding, { text, ctx });

const HAN = '零一二三四五六七八九';
/** Up to 99, as people write it. */
function numeral(value: number): string {
  if (value < 10) return HAN[value] ?? '';
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens === 1 ? '' : HAN[tens]}十${ones === 0 ? '' : HAN[ones]}`;
}

const monthOf = (day: Day): number => Number(day.slice(5, 7));
const dateOf = (day: Day): number => Number(day.slice(8));
const weekdayName = (day: Day): string => '一二三四五六日'[weekdayOf(day) - 1] ?? '';

const DAY_STYLES: readonly ((day: Day) => string)[] = [
  (day) => `${monthOf(day)}月${dateOf(day)}日`,
  (day) => `${monthOf(day)}月${dateOf(day)}号`,
  (day) => `${monthOf(day)}.${dateOf(day)}`,
  (day) => `${monthOf(day)}/${dateOf(day)}`,
  (day) => `${monthOf(day)}-${dateOf(day)}`,
  (day) => day,
  (day) => day.replaceAll('-', '/'),
  (day) => day.replaceAll('-', ''),
  (day) => `${numeral(monthOf(day))}月${numeral(dateOf(day))}日`,
  (day) => `${day.slice(0, 4)}年${monthOf(day)}月${dateOf(day)}日`,
  (day) => `${monthOf(day)}月${dateOf(day)}日（周${weekdayName(day)}）`,
  (day) => `${monthOf(day)}月${dateOf(day)}日星期${weekdayName(day)}`,
];
/** Within P1: the nearest day ahead is the one that is meant. */
const day = fc.integer({ min: 0, max: 200 }).map((ahead) => addDays(TODAY, ahead));
const dayStyle = fc.constantFrom(...DAY_STYLES);

const SURNAMES = Array.from(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹魏陶姜谢邹苏潘葛范彭鲁韦马苗袁柳唐薛雷贺倪汤罗毕郝邬安傅卞齐康伍余顾孟萧尹姚邵湛汪祁毛禹狄贝臧戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝席麻贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯',
);
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰春梅建国志远晓燕国庆天一海燕小日');
/** 周日 is a day and 平安 a report, unless the register has such a person. */
const AMBIGUOUS = /^周[一天日]|^夏天|平安|国庆|[明一][天日]/;
/** Two characters, or three: those of three end where the next word begins. */
const name = fc
  .tuple(fc.constantFrom(...SURNAMES), fc.constantFrom(...GIVEN), fc.constantFrom('', ...GIVEN))
  .map((parts) => parts.join(''))
  // Words that only the register can tell from names: they stay out here.
  .filter((full) => !AMBIGUOUS.test(full));

const names = (max: number) => fc.uniqueArray(name, { minLength: 1, maxLength: max });
const phone = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);

describe('what is typed is what is read', () => {
  it('days', () => {
    fc.assert(
      fc.property(day, dayStyle, (value, style) => {
        expect(read(`/截止 值班表 ${style(value)}`, ADMIN).slots).toMatchObject({ item: 'duty', due: value });
      }),
      RUNS,
    );
  });

  it('days that are over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), dayStyle, (ago, style) => {
        const value = addDays(TODAY, -ago);
        expect(read(`/走访 ${style(value)} 张桂兰 500元`).slots).toMatchObject({ date: value, cash: 500 });
      }),
      RUNS,
    );
  });

  it('ranges', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100, max: 100 }).map((days) => addDays(TODAY, days)),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('至', '到', '-', '—', '～', ' 至 '),
        (first, length, sign) => {
          const last = addDays(first, length);
          const typed = `${monthOf(first)}月${dateOf(first)}日${sign}${monthOf(last)}月${dateOf(last)}日`;
          expect(read(`/免报 颐和 零报告 ${typed}`, ADMIN).slots).toMatchObject({ range: [first, last] });
        },
      ),
      RUNS,
    );
  });

  it('clocks', () => {
    const styles: readonly ((hour: number, minute: number) => string)[] = [
      (hour, minute) => `${hour}:${String(minute).padStart(2, '0')}`,
      (hour, minute) => `${hour}：${String(minute).padStart(2, '0')}`,
      (hour, minute) => (minute === 0 ? `${hour}点` : minute === 30 ? `${hour}点半` : `${hour}点${minute}分`),
      (hour, minute) => `${hour}时${minute === 0 ? '' : `${minute}分`}`,
      (hour, minute) =>
        `${hour < 12 ? '上午' : '下午'}${hour > 12 ? hour - 12 : hour}点${minute === 0 ? '' : `${minute}分`}`,
    ];
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.constantFrom(...styles),
        (value, hour, minute, style) => {
          const date = addDays(value, 1);
          const due = `${date}T${clockOf(hour * 60 + minute)}:00+08:00`;
          expect(
            read(`/截止 值班表 ${monthOf(date)}月${dateOf(date)}日${style(hour, minute)}`, ADMIN).slots,
          ).toMatchObject({ due });
        },
      ),
      RUNS,
    );
  });

  it('rosters: days, people, phones, labels, separators, one record a line or all in one', () => {
    const entry = fc.record({ leader: name, staff: names(2), phones: fc.boolean(), phone });
    const style = fc.record({
      labels: fc.constantFrom(
        ['带班', '值班'],
        ['带班领导：', '值班人员：'],
        ['带班:', '值班:'],
        ['带班领导 ', '值班员 '],
      ),
      between: fc.constantFrom(' ', '，', '；', '　', '\n'),
      names: fc.constantFrom('、', '，', ' '),
      records: fc.constantFrom('\n', '；', ' '),
      staffFirst: fc.boolean(),
      head: fc.constantFrom('/值班 ', '/值班\n', '值班 ', '/值班表 ', '@报平安 /值班 ', '／值班　'),
      day: dayStyle,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 4 }),
        fc.array(entry, { minLength: 4, maxLength: 4 }),
        style,
        (offsets, people, how) => {
          const days = offsets.sort((a, b) => a - b).map((offset) => addDays(TODAY, offset));
          const usable = days
            .map((date, index) => ({ date, ...(people[index] ?? people[0]) }))
            .filter((each) => each.staff?.every((one) => one !== each.leader));
          fc.pre(usable.length > 0);
          const lines = usable.map((each) => {
            const leader = `${how.labels[0]}${each.leader}${each.phones ? each.phone : ''}`;
            const staff = `${how.labels[1]}${each.staff?.join(how.names)}`;
            return `${how.day(each.date)} ${(how.staffFirst ? [staff, leader] : [leader, staff]).join(how.between)}`;
          });
          const expected = usable.map((each) => ({
            date: each.date,
            leader: [{ name: each.leader, ...(each.phones && { phone: each.phone }) }],
            staff: each.staff?.map((one) => ({ name: one })),
          }));
          expect(read(`${how.head}${lines.join(how.records)}`).slots).toMatchObject({ entries: expected });
        },
      ),
      RUNS,
    );
  });

  it('counts: words or numbers first, digits or numerals, any order', () => {
    const WORDS = {
      elders: '老人',
      staff: '职工',
      on_leave: '请假',
      off: '轮休',
      visits: '来访',
      hospital: '住院',
    } as const;
    const style = fc.record({
      numeral: fc.boolean(),
      sign: fc.constantFrom('', ':', '：', ' '),
      unit: fc.constantFrom('', '人', '名'),
      between: fc.constantFrom('，', ' ', '、', '；', '\n', ','),
      calm: fc.constantFrom('无异常', '正常', '一切正常', '平安'),
      head: fc.constantFrom('/零报告 ', '零报告：', '/日报 ', '@报平安 零报告 '),
    });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Object.keys(WORDS) as (keyof typeof WORDS)[], { minLength: 1 }),
        fc.array(fc.integer({ min: 0, max: 17 }), { minLength: 6, maxLength: 6 }),
        style,
        (keys, numbers, how) => {
          const value = (key: keyof typeof WORDS): number =>
            key === 'elders' ? 38 : key === 'staff' ? 18 : (numbers[keys.indexOf(key)] ?? 0);
          const number = (count: number): string => (how.numeral ? numeral(count) : String(count));
          const told = keys.map((key) => `${WORDS[key]}${how.sign}${number(value(key))}${how.unit}`);
          const expected = Object.fromEntries(keys.map((key) => [key, value(key)]));
          expect(read(`${how.head}${[...told, how.calm].join(how.between)}`).slots).toMatchObject({
            abnormal: false,
            date: TODAY,
            ...expected,
          });
        },
      ),
      RUNS,
    );
  });

  it('counts with the number first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 56 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('，', ' ', '、', ''),
        fc.constantFrom('名', '位', '个'),
        (elders, staff, between, unit) => {
          const text = `/零报告 ${elders}${unit}老人${between}${staff}${unit}职工 正常`;
          expect(read(text).slots).toMatchObject({ elders, staff, abnormal: false });
        },
      ),
      RUNS,
    );
  });

  it('institutions by every name that the register has', () => {
    const { register } = understanding;
    const words = [...register.words()].filter(([, units]) => units.length === 1 && units[0]?.kind === 'institution');
    for (const [word, [unit]] of words) {
      expect(read(`/零报告 ${word} 正常`, { role: 'unknown' }).slots).toMatchObject({ inst: unit?.id });
      expect(read(`${word}平安`, { role: 'unknown' }).slots).toMatchObject({ inst: unit?.id, abnormal: false });
      expect(read(`/催 零报告 ${word}`, ADMIN).slots).toMatchObject({ targets: [unit?.id], item: 'zero' });
    }
  });

  it('money and goods', () => {
    const goods = fc.uniqueArray(
      fc.constantFrom(['大米', '袋'], ['食用油', '桶'], ['棉被', '床'], ['牛奶', '箱'], ['棉衣', '件']),
      { minLength: 1, selector: ([what]) => what },
    );
    fc.assert(
      fc.property(
        name,
        goods,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 100, max: 9000 }),
        fc.constantFrom(' ', '，', '、'),
        fc.boolean(),
        (who, items, qty, cash, between, numberFirst) => {
          const told = items.map(([what, unit]) => (numberFirst ? `${qty}${unit}${what}` : `${what}${qty}${unit}`));
          const reading = read(`/走访 ${who} 慰问金${cash}元 ${told.join(between)}`);
          expect(reading.slots).toMatchObject({
            persons: [{ name: who }],
            cash,
            items: items.map(([what, unit]) => ({ name: what, qty, unit })),
          });
        },
      ),
      RUNS,
    );
  });
});
