import type { RawList } from './register-file';

/** A column of a sheet: the headers that name it (the first one stands in the template) and the value that it fills. */
export interface Column {
  readonly key: string;
  readonly headers: readonly string[];
  /** Cells that hold several values, separated by 、 or a comma. */
  readonly many?: true;
  /** A row of this sheet cannot be understood without it. */
  readonly required?: true;
}
export interface SheetShape {
  readonly names: readonly string[];
  readonly list: RawList;
  readonly columns: readonly Column[];
}

const removed: Column = { key: 'removed', headers: ['删除', '是否删除'] };
const id: Column = { key: 'id', headers: ['编号', '单位编号', '代码'], required: true };

/** Columns that a county keeps for itself. */
export const OWN_COLUMNS: readonly string[] = ['备注', '序号'];
export const GUIDE_SHEET = '说明';

export const SHEETS: readonly SheetShape[] = [
  {
    names: ['单位', '机构', '单位表'],
    list: 'units',
    columns: [
      id,
      { key: 'name', headers: ['名称', '单位名称', '机构名称', '全称'], required: true },
      { key: 'aliases', headers: ['简称', '别名'], many: true },
      { key: 'kind', headers: ['类别'] },
      { key: 'type', headers: ['类型', '机构类型'] },
      { key: 'town', headers: ['乡镇', '所在乡镇', '乡镇街道'] },
      { key: 'parent', headers: ['上级', '上级单位'] },
      { key: 'landline', headers: ['座机', '固定电话', '值班电话'] },
      { key: 'elders', headers: ['老人数', '在院人数', '入住人数'] },
      { key: 'beds', headers: ['床位', '床位数'] },
      removed,
    ],
  },
  {
    names: ['人员', '人员表', '通讯录'],
    list: 'people',
    columns: [
      { key: 'name', headers: ['姓名'], required: true },
      { key: 'userid', headers: ['账号', '企业微信账号', '帐号', 'userid'] },
      { key: 'mobile', headers: ['手机号', '手机', '手机号码', '联系电话'] },
      { key: 'unit', headers: ['单位', '单位编号', '所在单位', '机构'] },
      { key: 'post', headers: ['岗位', '职务'] },
      { key: 'role', headers: ['角色', '身份'] },
      removed,
    ],
  },
  {
    names: ['群', '群聊'],
    list: 'groups',
    columns: [
      { ...id, headers: ['编号', '群编号'] },
      { key: 'name', headers: ['名称', '群名', '群名称'], required: true },
      { key: 'members', headers: ['成员', '成员单位'], many: true },
      { key: 'bureau', headers: ['局内群'] },
      { key: 'chat_id', headers: ['会话', '群会话'] },
      removed,
    ],
  },
  {
    names: ['督导组'],
    list: 'teams',
    columns: [
      id,
      { key: 'name', headers: ['名称', '督导组'], required: true },
      { key: 'lead', headers: ['组长'] },
      { key: 'leader', headers: ['局领导', '联系领导', '包联领导'] },
      { key: 'areas', headers: ['片区', '乡镇'], many: true },
      removed,
    ],
  },
  {
    names: ['共用简称'],
    list: 'ambiguous',
    columns: [
      { key: 'word', headers: ['简称'], required: true },
      { key: 'units', headers: ['单位'], many: true, required: true },
    ],
  },
  {
    names: ['隐患', '隐患台账'],
    list: 'hazards',
    columns: [
      { ...id, headers: ['编号', '隐患编号'] },
      { key: 'inst', headers: ['单位'], required: true },
      { key: 'desc', headers: ['内容', '隐患内容'], required: true },
      { key: 'level', headers: ['级别'], required: true },
      { key: 'due', headers: ['整改期限', '期限'] },
      { key: 'state', headers: ['状态'], required: true },
      { key: 'found', headers: ['发现日期'] },
    ],
  },
];
