const DENIED =
  /(?:无|未|没有?|未发生|未发现|不存在|未见)(?:发现|见|查出|有)?(?:任何|什么|啥)?(?:人员)?(?:异常|情况|问题|隐患|火情|火险|事故|险情|漏水|漏电|漏气|堵|坏|破损|违规|脱岗|堵塞|占用|反弹|损坏|事)[\u4e00-\u9fff、]{0,4}/g;
const CALM =
  /正常|无异常|平安|良好|完好|畅通|在位|关好|安全|合格|没事|无事|到位|无恙|齐全|有效|稳定|已关[火电闸好]?|(?:电器|电源|设备)(?:都|均|全部?)?(?:已)?断电了?|关闭|都?亮(?=[\s,。]|$)|全亮|灯都亮|锁好|一切|均|都好|通畅/g;
const TROUBLE =
  /异常|发现|有(?:人|个|一|两|几|\d)|坏|堵|漏|未|没|亮|损|故障|失灵|脱岗|占用|上锁|锁着|冒烟|着火|起火|跳闸|异味|短路|松动|过期|打架|争吵|摔|跌|走失|发热|不亮|不好|不在|不通|不热|不能|不到|缺|隐患|问题|受伤|抽烟|吸烟|打不开|报警|不(?!错|要紧)|旧|裂|脏|堆|杂物|断|偏低|偏高|超期|发烧|呕吐|腹泻|咳嗽|感冒|头晕|疼|送医|住院|停电|停水|漏/;

/** Does a report of rounds or of a shift tell of trouble? `undefined` when its words are known neither way. */
export function troubleIn(text: string): boolean | undefined {
  const left = text.replace(DENIED, ' ').replace(CALM, ' ');
  if (TROUBLE.test(left)) return true;
  const calm = text.replace(DENIED, '') !== text || new RegExp(CALM.source).test(text);
  return calm || left.replace(/[\s,。;:、!()]+/g, '').length < 2 ? false : undefined;
}

/** 无异常 for the whole, whatever else is said. */
export const saysCalm = (text: string): boolean => /无异常|没有?异常|一切正常|均正常|都正常|无情况/.test(text);
