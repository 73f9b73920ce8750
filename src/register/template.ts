import writeSheets, { type SheetData } from 'write-excel-file/node';
import { GUIDE_SHEET, SHEETS, type SheetShape } from './workbook-columns';

/** Invented rows, by sheet; each fills the columns in their order, an empty text leaves its cell empty. */
const ROWS: Readonly<Record<SheetShape['list'], readonly (readonly (string | number)[])[]>> = {
  units: [
    ['B00', '松岭县民政局', '县民政局、县局', '局', '', '', '', '0400-8000000'],
    ['S01', '松岭县民政局养老服务科', '养老科', '科室', '', '', 'B00', '0400-8000001'],
    ['I01', '松岭县晚晴养老院', '晚晴、晚晴养老院', '机构', '养老', '城关镇', '', '0400-8000101', 56, 80],
    ['I02', '河湾镇敬老院', '河湾、河湾敬老院', '机构', '养老', '河湾镇', '', '0400-8000102', 31, 40],
    ['I03', '松岭县殡仪馆', '殡仪馆', '机构', '殡葬', '城关镇', '', '0400-8000103'],
  ],
  people: [
    ['郑小山', 'zhengxiaoshan', '13900000001', 'B00', '福利办公室主任', '管理员'],
    ['冯小川', 'fengxiaochuan', '13900000002', 'B00', '副局长', '局领导'],
    ['褚小林', 'chuxiaolin', '13900000003', 'B00', '第一督导组组长', '督导员'],
    ['卫小江', 'weixiaojiang', '13900000011', 'I01', '院长', '负责人'],
    ['蒋小雨', '', '13900000012', 'I01', '值班员', '工作人员'],
    ['沈小雪', '', '13900000013', 'I01', '值班员', '工作人员'],
    ['韩小云', 'hanxiaoyun', '13900000021', 'I02', '院长', '负责人'],
    ['杨小月', 'yangxiaoyue', '13900000031', 'I03', '馆长', '负责人'],
  ],
  groups: [
    ['G1', '松岭县民政服务机构群', 'I01、I02、I03', '否'],
    ['G2', '松岭县民政局工作群', 'B00、S01', '是'],
  ],
  teams: [['T1', '第一督导组', 'chuxiaolin', 'fengxiaochuan', '城关镇、河湾镇']],
  ambiguous: [['敬老院', 'I01、I02']],
  hazards: [['YH-0001', 'I01', '二楼疏散指示灯不亮', '一般', '2026-12-10', '整改中', '2026-11-20']],
};

const GUIDE: readonly string[] = [
  '一行一家单位、一位人员、一个群。本表里的单位、人员和号码都是编的，填自己的之前请删去。',
  '必填：单位的编号和名称，人员的姓名，群的编号和名称。编号定了就不要改：改名称、改简称按编号认。',
  '人员按账号认；没有账号的按单位加姓名认。账号是企业微信的账号，可以先空着。',
  '不写的行不会删掉，空着的格不会清掉。要停用一行，在「删除」列写 是；要清掉一个值，在格里写 无。',
  '简称、成员、片区可以写几个，用顿号隔开。第一个简称用在提醒里。',
  '类别：局、科室、乡镇、机构（空着就是机构）。局只能有一个。',
  '角色：工作人员、负责人、乡镇、督导员、福彩专管员、管理员、局领导、访客（空着就是工作人员）。角色跟着岗位走。',
  '换负责人：把新人写在同一个岗位上，原来的人自动离任。值班员这样的岗位可以有几个人。',
  '手机号 11 位，以 1 开头。座机写区号，例如 0400-8000101。日期写成 2026-12-05。',
  '几家单位都用的简称写在「共用简称」，机器人会先问是哪一家。没有就不填。',
  '「隐患」只在第一次导入时用，把原来台账里的编号带过来；已经有的编号不会被改。',
  '先预览：npm run import -- 文件名 ；看过没有问题，再加上 --apply 。',
];

const HEADER = { fontWeight: 'bold', backgroundColor: '#DDEBF7' } as const;

function sheetOf({ names, list, columns }: SheetShape) {
  const header = columns.map(({ headers }) => ({ value: headers[0] ?? '', ...HEADER }));
  const rows = ROWS[list].map((row) => columns.map((_, index) => (row[index] === '' ? null : (row[index] ?? null))));
  const data: SheetData = [header, ...rows];
  return { sheet: names[0] ?? list, data, stickyRowsCount: 1, columns: columns.map(() => ({ width: 18 })) };
}

/** A filled example of the workbook that an import takes. */
export async function writeTemplate(path: string): Promise<void> {
  const guide: SheetData = GUIDE.map((line, index) => [`${index + 1}. ${line}`]);
  await writeSheets([...SHEETS.map(sheetOf), { sheet: GUIDE_SHEET, data: guide, columns: [{ width: 100 }] }]).toFile(
    path,
  );
}
