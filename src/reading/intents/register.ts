import type { RegisterValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { namesIn } from '../values/names';
import { numberOf } from '../values/numbers';
import { knownNames, takeLabelled } from '../values/people';
import { findPhones } from '../values/phones';
import { findUnits, noteUnitMistake, takeUnit } from '../values/units';

const POST =
  /([\u4e00-\u9fff]{0,6}(?:院长|主任|站长|馆长|经理|书记|会计|科长|股长|局长|护士长|负责人|[\u4e00-\u9fff]{2}员))(?=$|[\s,。的]|[\u4e00-\u9fff]{2,3}(?:$|[\s,。]))/;

function readInst(source: Source): Partial<RegisterValues> {
  const phones = findPhones(source.rest);
  const head = takeLabelled(source, /(?:负责人|院长|站长|主任|法人)/, phones);
  for (const phone of phones) {
    source.cut(phone.start, phone.end);
    if (phone.kind === 'bad') source.mistake({ code: 'bad_phone', typed: phone.text });
  }
  const aliases = source.take(/(?:简称|别名|又叫)[:\s]*([^\s,。;\uE000]{1,12})/)?.groups[0]?.split(/[、/]/);
  const beds = numberOf(source.take(/床位[:\s]*(\d{1,5})/)?.groups[0] ?? '');
  const elders = numberOf(source.take(/老人[:\s]*(\d{1,5})/)?.groups[0] ?? '');
  const [piece] = findUnits(source.rest, source.context);
  const name =
    piece?.text ??
    source
      .free()
      .replace(/^机构\s*/, '')
      .split(' ')[0];
  return {
    kind: 'inst',
    ...(piece?.ids[0] !== undefined && { inst: piece.ids[0] }),
    ...(name !== undefined && name !== '' && { name }),
    ...(aliases && { aliases }),
    ...(head && { head }),
    ...(beds !== undefined && { beds }),
    ...(elders !== undefined && { elders }),
  };
}

function readRegister(source: Source): Partial<RegisterValues> {
  const text = source.text.trim();
  const webhook = /https?:\/\/\S+/.exec(text)?.[0];
  if (webhook !== undefined)
    return {
      kind: 'webhook',
      url: webhook,
      ...nameOf(
        text
          .replace(webhook, '')
          .replace(/webhook/gi, '')
          .trim(),
      ),
    };
  const code = /^(\d{6})(?:\s+(\S.*))?$/.exec(text);
  if (code) return { kind: 'code', code: code[1] ?? '', ...nameOf((code[2] ?? '').trim()) };
  const group = groupIn(source, text);
  if (group) return group;
  if (/登记/.test(source.frame.command) && /机构|床位|简称/.test(text)) return readInst(source);
  return readBind(source);
}

const CALLED = /^(?!我|本人)\S+(?:工作|交流|通知|督导)(?:群|组)$/;
const QUOTES = /^[「『“"《]+|[」』”"》]+$/g;

/** 群 before it, or the name of a group of the register alone; 确定 behind it is the choice that was tapped. */
function groupIn({ context }: Source, text: string): Partial<RegisterValues> | undefined {
  const [, typed = '', sure] = /^(.*?)(\s+确定)?$/s.exec(text) ?? [];
  const marked = /^本?群(?!号)名?[:\s]*(.*)$/s.exec(typed);
  const name = (marked?.[1] ?? typed).trim().replace(QUOTES, '');
  if (!marked && !CALLED.test(name) && !context.register.groups.some((each) => each.name === name)) return undefined;
  return { kind: 'group', ...nameOf(name), ...(sure === undefined ? {} : { sure: true }) };
}

const nameOf = (name: string): Partial<RegisterValues> => (name === '' ? {} : { name });

function readBind(source: Source): Partial<RegisterValues> {
  const before = source.take(/^\s*(?:我是|本人是|我叫)/);
  const units = findUnits(source.rest, source.context, true);
  const own = source.context.sender.unitId;
  const inst = units.length > 0 || own !== undefined ? takeUnit(source) : undefined;
  const bureau = source.take(/民政局|县局|局里/);
  const post = source.find(POST)?.groups[0];
  const [name] = namesIn(source.rest.replace(/的/g, ' '), knownNames(source.context));
  if (units.length === 0 && !bureau && !before && !name) return {};
  const claimed =
    units.length === 0 && !bureau
      ? /^[\s\uE000]*([\u4e00-\u9fff]{2,10})的[\u4e00-\u9fff]{2,4}/.exec(source.rest)?.[1]
      : undefined;
  if (claimed !== undefined) noteUnitMistake(source, { start: 0, end: 0, text: claimed, ids: [] });
  else if (units.length === 0 && /院|站|馆|公寓|中心/.test(source.rest))
    noteUnitMistake(source, { start: 0, end: 0, text: source.free().split(/[的\s]/)[0] ?? '', ids: [] });
  return {
    kind: 'bind',
    ...(inst !== undefined && { inst }),
    ...(name && { name: name.name }),
    ...(post !== undefined && { post }),
  };
}

export const registerSlots = spread<RegisterValues>(readRegister, {
  kind: '单位和姓名',
  inst: '单位?',
  name: '姓名?',
  post: '职务?',
  url: '地址?',
  code: '绑定码?',
  aliases: '简称?',
  head: '负责人?',
  beds: '床位?',
  elders: '老人?',
  sure: '确定?',
});
