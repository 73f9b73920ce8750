/**
 * Words that are an emergency without any command (P12). Denied, past and figurative uses are not: 火锅, 烟花, 无火情,
 * 演练, 严防火灾.
 */
const EMERGENCY =
  /(?:着|起|失|冒)火(?:了|啦|!|$|[^花锅])|(?:着|起)火|失火|火灾|煤气中毒|一氧化碳中毒|燃气泄漏|煤气泄漏|食物中毒|走失|走丢|不见了|爆管|爆炸|坍塌|倒塌|塌了|救命|昏迷|晕倒|坠楼|坠床|跳楼|自杀|自缢|噎食|溺水|触电|抢救|死亡|去世|打架|持刀|山火|失踪|呼吸困难|心跳停/;
const NOT_REAL =
  /火锅|烟花|(?<![着起失冒])火了[,。!]?(?:上|$)|演练|预案|防火|培训|提示|提醒|注意|严防|防止|防范|预防|避免|杜绝|谨防|通知|学习|宣传|转发|无火情|没有?(?:着火|火灾|火情)|未发生|无(?:火灾|走失|突发)|如(?:果|遇|发生)|案例|新闻|听说|隐患|去年|以前|灯火|红火|火热|火车|火烧云|发火|生火|点火做饭|打火机|救命稻草|已找到/;

export function incidentWords(text: string): boolean {
  return EMERGENCY.test(text) && !NOT_REAL.test(text);
}
