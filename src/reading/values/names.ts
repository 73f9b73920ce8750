import { GAP } from '../source';

const SINGLE =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权盖益桓公肖付闫仝';
/** Surnames that are mostly other words: a name needs more evidence than these characters. */
const WEAK = new Set(
  '和时明后前全公都通安平成应相空关解查简居步能宿经终从别养须都计华国文家水云花乐强广利越干双那包左井满弘益权师容印充劳堵富贡支管单红东农温古常元白山谷车房路池幸'.split(
    '',
  ),
);
const COMPOUND =
  '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|夏侯|端木|呼延|南宫|百里|申屠|太史|独孤|拓跋';
const TITLES =
  '副?院长|副?局长|副?主任|副?站长|副?馆长|副?书记|副?镇长|副?科长|副?股长|副?所长|副?经理|总?经理|副?组长|护士长|负责人|老板|校长|厂长|队长|园长|会计|厨师长';
const KIN =
  '师傅|大爷|大妈|奶奶|爷爷|阿姨|大姐|大哥|大娘|大叔|大婶|老太太|老太|老汉|老人|医生|大夫|护士|老师|叔|婶|姨|嫂|哥|姐|爷|奶|总|工|队|所|馆|院|站|局';
/** Words that look like a surname and a given name. */
const NOT_NAMES =
  /^(?:大[米豆枣葱蒜]|小[米麦]|祝好|都[\u4e00-\u9fff]|班[\u4e00-\u9fff]|万分|万无|齐全|祝您|祝一切|劳烦|劳驾|支持|费心|费神|安心|大家|各位|大伙|小组|小时|小朋友|查[一二两三四五\d][次遍处]|大后天|大前天|周[一二三四五六日天末](?:之?前|以前|[上下中]午|晚|早|[至到,。、;\s-]|整改|完成|$)|谢谢|谢了|查收|查看|感谢|麻烦|何况|盛情|全力|齐了|易懂|于是|连同|时间|时限|明天|明日|后天|前天|全部|全体|全院|全员|都好|都是|平安|安全|安排|成员|应急|关于|公章|公墓|公示|查岗|简单|管理|单位|单独|经费|解决|通知|通道|通过|和平|常规|元旦|元宵|白班|山火|车辆|房屋|房间|路灯|温度|高龄|高血|家属|家里|家人|国庆|国旗|文件|水管|云南|花园|明确|时候|应检|应种|应到|应为|计划|党员|任务|任何|方案|方便|毛巾|毛毯|牛奶|羊肉|鸡蛋|米面|面粉|金额|金属|石头|江边|花生|左右|包联|包括|包保|何时|何人|向上|连夜|项目|项整|从今|别人|双方|双休|钟点|钟头|边上|东侧|东楼|南门|夏天(?![\u4e00-\u9fff](?![\u4e00-\u9fff]))|秋季|冬季|春节|于今|于明|有事|有人|强调|华北|利用|相关|相同|满意|费用|车间|库房|阴性|阳性|胡同|温馨|应该|曾经|干净|干部|段时|关停|关闭|居民|居家|养老|养护|查看|查阅|农历|农村|空调|空房|古城|单间|向阳|柏油|祝福|祝大|祝各|凌晨|万元|马上|马路|伏天|许可|许多|康复|康宁|康养|安康|池边|乐器|林区|池塘|管道|范围|陶瓷|终报|续报|贺卡|贺信|井盖|景区|山上|殷勤|荣誉|宣传|宣教|盛大|牧区|莫名|席位|明细|明早|明晚|喜庆|舒适|路边|路口|高处|高低|高压|高温|边坡|经常|经理|成人|成立|成效|常住|空巢|强化|连续|时段|司机|计时|广场|广播|国家|丰富|东关|城关|水电|水壶|水果|易燃|易爆|双节|沙发|沙石|冷库|冷藏|温水|辛苦|师傅|成功|沃土|严重|严格|严禁|严防|石油|毕竟|卫生|卫生间|党支|曲艺|纪念|纪律|汤圆|焦急|宿舍|宿管|柴油|燕麦|艾灸|米油|金[一二两三四五六七八九十百千]+|[伍陆万][佰拾仟百十千万元]|万块|段落)/;

const HAN = '\\u4e00-\\u9fff\\u3400-\\u4dbf';
const NAME_PATTERNS = {
  dotted: new RegExp(`^[${HAN}]{1,6}(?:·[${HAN}]{1,8}){1,3}`),
  titled: new RegExp(`^(?:(?:${COMPOUND})|[${SINGLE}])(?:${TITLES})`),
  kin: new RegExp(`^(?:(?:${COMPOUND})|[${SINGLE}])[${HAN}]?(?:${KIN})`),
  nick: new RegExp(`^[老小大阿][${SINGLE}](?:(?!家)[${HAN}])?(?![${HAN}])|^[老小][${SINGLE}]头?`),
  masked: new RegExp(`^[${SINGLE}](?:某某|某|[*xX×]{1,2})`),
  compound: new RegExp(`^(?:${COMPOUND})[${HAN}]{1,2}`),
  // 钱小中秋: a name that was made of a feast.
  feast: new RegExp(`^[${SINGLE}][小大晓](?:国庆|元旦|中秋|端午|重阳|清明|立春|立冬|五一|春节)`),
  plain: new RegExp(`^[${SINGLE}][${HAN}]{1,2}`),
} as const;

export interface NamePiece {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly kind: keyof typeof NAME_PATTERNS | 'known' | 'padded';
}

const IS_HAN = new RegExp(`[${HAN}]`);
const TWO_HAN = new RegExp(`^[${HAN}]{2}(?![${HAN}])`);
const PADDED = new RegExp(`^([${SINGLE}])\\s{1,3}(?![我你他她您咱是的了在有无已未今明昨后男女])([${HAN}])(?![${HAN}])`);

/** What may follow a two-character name directly when the third character is no part of it. */
const ENDS_NAME =
  /^(?:值班|带班|夜班|白班|替|顶|换|代|跟|与|及|我|的|在|是|以及|还有|然后|谢谢|感谢|辛苦|麻烦|请查|请[领各]|[啊呢吧呀哦嘛哈吗了您也还就都]|负责|院|各|轮|两|三|一起|电话|手机|未|已|或|对|→|[今明昨][天日晚早年]|因)/;
/** These are in given names too (王家和): they end a name only when more words follow. */
const MAY_END_NAME = new RegExp(`^[和同等家说报调去来不到看请接][${HAN}]`);

const indexes = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

function byFirst(known: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = indexes.get(known);
  if (index) return index;
  const fresh = new Map<string, string[]>();
  for (const name of known) fresh.set(name[0] ?? '', [...(fresh.get(name[0] ?? '') ?? []), name]);
  indexes.set(known, fresh);
  return fresh;
}

/**
 * The name that starts here. `known` names win, longest first; otherwise a surname and one or two characters.
 */
export function nameAt(text: string, at: number, known: readonly string[]): NamePiece | undefined {
  const tail = text.slice(at, at + 24);
  const own = byFirst(known)
    .get(tail[0] ?? '')
    ?.find((name) => tail.startsWith(name));
  if (own !== undefined && !goesOn(own, tail)) return { start: at, end: at + own.length, name: own, kind: 'known' };
  if (NOT_NAMES.test(tail)) return undefined;
  if (joinsNames(tail, known)) return undefined;
  // 厨房孙师傅, 锅炉房老孟: the end of a place before a name.
  if (PLACE_END.test(tail) && (NAME_PATTERNS.kin.test(tail.slice(1)) || NAME_PATTERNS.nick.test(tail.slice(1))))
    return undefined;
  const padded = PADDED.exec(tail);
  if (padded) return { start: at, end: at + padded[0].length, name: `${padded[1]}${padded[2]}`, kind: 'padded' };
  for (const kind of ['dotted', 'titled', 'masked', 'feast', 'kin', 'nick', 'compound', 'plain'] as const) {
    const match = NAME_PATTERNS[kind].exec(tail);
    if (!match) continue;
    const name = kind === 'plain' ? plainName(match[0], tail, known) : match[0];
    if (name === undefined) continue;
    return { start: at, end: at + name.length, name, kind };
  }
  return undefined;
}

const PLACE_END = /^[房室堂部处院楼站门科班灶厨馆]/;

/** 和刘芳, 那王院长: the word before a name is no surname. */
function joinsNames(tail: string, known: readonly string[]): boolean {
  if (!WEAK.has(tail[0] ?? '') && tail[0] !== '那') return false;
  const rest = tail.slice(1);
  if (
    byFirst(known)
      .get(rest[0] ?? '')
      ?.some((name) => rest.startsWith(name))
  )
    return true;
  const second = rest[0] ?? '';
  return /^[和那]/.test(tail) && SINGLE.includes(second) && !WEAK.has(second) && IS_HAN.test(rest[1] ?? '');
}

/** Behind a name these begin another word; any other single character makes it a longer name. */
const NO_THIRD =
  /[的了已未在是来去到回接送替代顶换班岗号等家属说报签办看病休假和与及跟同院长员人值带我你他她也都就把被给让向从第共两三四五六七八九十主副老科室夜白早晚]/;

/** 李梅华 is not the 李梅 of the register. */
function goesOn(own: string, tail: string): boolean {
  const [third = '', beyond = ''] = [tail[own.length], tail[own.length + 1]];
  return own.length === 2 && IS_HAN.test(third) && !IS_HAN.test(beyond) && !NO_THIRD.test(third);
}

/** 李梅替 is 李梅; 王志远 stays; 刘芳赵刚 is cut where the next name starts. */
function plainName(match: string, tail: string, known: readonly string[]): string | undefined {
  if (
    /^[\u4e00-\u9fff](?:今|明|昨|后|前)[天日晚早]|^[\u4e00-\u9fff](?:[我你他她您咱]|已|未|请|周[一二三四五六日]|[上下]午)/.test(
      tail,
    )
  )
    return undefined;
  if (match.length === 2) return match;
  // 孙福来女儿: the relative is whose.
  if (/^(?:女儿|儿子|儿媳|孙[子女]|老伴|家属|侄)/.test(tail.slice(3))) return match;
  // 何老三: a number of the family, no count of people.
  if (/^.[老小][大一二三四五六七八九]$/.test(match) && !/^[个位名人]/.test(tail.slice(3))) return match;
  const two = match.slice(0, 2);
  const rest = tail.slice(2);
  if (
    ENDS_NAME.test(rest) ||
    MAY_END_NAME.test(rest) ||
    byFirst(known)
      .get(rest[0] ?? '')
      ?.some((name) => rest.startsWith(name))
  )
    return two;
  const third = rest[0] ?? '';
  const beyond = rest[1] ?? '';
  // Four characters in a row with a surname third: two names of two.
  const four = TWO_HAN.test(rest);
  if (four && SINGLE.includes(third) && !WEAK.has(third)) return two;
  if (WEAK.has(match[0] ?? '') && IS_HAN.test(beyond)) return undefined;
  return match;
}

const JOINER = /[和与跟及由是为有叫请给、]/;
/** 护理员张三, 食堂李红: a word for a post or a place stands before a name. */
const POST_END = /[员院堂部室科站班长师工组处馆楼房卫厨勤务计医护保安电炉所局队理事记生者友]/;
const MAY_FOLLOW = /^(?:[两三四五六]|等|各|共|一起|负责|同志|都|均|全|轮|[早中晚夜白]|主|副|上半|下半|家|及|和|与|跟)/;

/**
 * 大家放心 holds 家放心, 高度重视 holds 高度重: a stranger's name that is torn out of a longer word or begins a
 * clause of its own is nobody's.
 */
export function isTornOut(text: string, piece: NamePiece, next?: NamePiece): boolean {
  if (piece.kind === 'known' || piece.kind === 'dotted' || piece.kind === 'masked') return false;
  const before = text[piece.start - 1] ?? GAP;
  if (IS_HAN.test(before) && !JOINER.test(before) && piece.kind === 'plain')
    return WEAK.has(piece.name[0] ?? '') || !POST_END.test(before);
  const after = text.slice(piece.end, piece.end + 2);
  const goesOn = IS_HAN.test(after[0] ?? '') && next?.start !== piece.end && !MAY_FOLLOW.test(after);
  return goesOn && /[,;。!]\s*$/.test(text.slice(Math.max(0, piece.start - 3), piece.start));
}

/** A stranger whose surname is mostly another word. */
export const isDoubtful = ({ kind, name }: NamePiece): boolean => kind === 'plain' && WEAK.has(name[0] ?? '');

/** Is this whole text one name? */
export function isName(text: string, known: readonly string[]): boolean {
  const piece = nameAt(text, 0, known);
  return piece?.end === text.length;
}

/** Names in a part of a message where names are expected: separators between them, or nothing. */
export function namesIn(text: string, known: readonly string[]): NamePiece[] {
  const found: NamePiece[] = [];
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? GAP;
    const piece = IS_HAN.test(char) ? nameAt(text, at, known) : undefined;
    if (piece) found.push(piece);
    at = piece?.end ?? at + 1;
  }
  return found;
}

export const TITLE_WORDS = TITLES;
