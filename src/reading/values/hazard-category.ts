/** The first category one of whose words stands in the description. */
const CATEGORIES: readonly (readonly [string, RegExp])[] = [
  ['森林防火', /墓|林区|杂草|防火道|山林/],
  ['燃气', /燃气|煤气|液化气|天然气|气瓶|灶具/],
  ['特种设备', /锅炉|电梯|压力表|压力容器|氧气/],
  ['动火', /动火|电焊|焊接/],
  ['用电', /电线|插座|插线板|配电|用电|漏电|线路|电路|私拉/],
  ['消防', /消防|灭火器|疏散|安全出口|应急灯|通道|烟感|喷淋|充电|防盗网|排烟|防火门|堆放/],
  ['食品', /食品|留样|过期食|食堂|厨房|冰箱|餐具/],
  ['建筑', /房屋|墙体|裂缝|彩钢|危房|屋顶|漏雨|鉴定/],
  ['安防', /监控|门禁|摄像|围墙/],
  ['医疗', /药品|药柜|医疗/],
  ['设施', /窗|扶手|地面|护栏|限位|台阶|床/],
];

export const categoryOf = (text: string): string | undefined =>
  CATEGORIES.find(([, pattern]) => pattern.test(text))?.[0];
