import type { Understanding } from '../../src/cli/understand-line';
import { sampleUnderstanding, understood } from '../corpus/understanding';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});

const STAFF = { inst: 'I02', role: 'staff' };
const ADMIN = { role: 'admin' };
const code = (text: string, ctx: object = STAFF, now = '2026-12-01T09:05:00+08:00'): string | undefined =>
  understood(understanding, { text, ctx, now }).error_code;

describe('what facts add to a reading', () => {
  it.each([
    ['/截止 值班表 明天', STAFF, 'no_permission'],
    ['/零报告 夕阳红 平安', STAFF, 'no_permission'],
    ['/零报告 福利院 平安', { role: 'unknown' }, 'ambiguous_institution'],
    ['/零报告 康宁养老园 平安', { role: 'unknown' }, 'unknown_institution'],
    ['/整改 YH-9999 完成', STAFF, 'unknown_hazard'],
    ['/整改 YH-0021 完成', STAFF, 'no_permission'],
    ['/整改 YH-0008 完成', { inst: 'I03', role: 'staff' }, 'wrong_state'],
    ['/整改 弄好了', STAFF, 'ambiguous_target'],
    ['/整改 13号 完成', STAFF, 'missing_evidence'],
    ['/整改 13号 完成', { ...STAFF, has_image: true }, undefined],
    ['/延期 13号 到12月10日', STAFF, 'missing_field'],
    ['/延期 12号 到11月20日', STAFF, 'due_in_past'],
    ['/隐患 堆物 时限11月1日', STAFF, 'due_in_past'],
    ['/值班 11月1日 带班王强 值班李梅', STAFF, 'past_date'],
    ['/值班 12月3日 带班王强 值班王强', STAFF, 'same_person'],
    ['/换班 12月3日李梅 12月5日孙悟空', STAFF, 'not_on_roster'],
    ['/换班 12月3日李梅 12月5日李梅', STAFF, 'same_person'],
    ['/替班 12月3日赵刚替赵刚', STAFF, 'same_person'],
    ['/零报告 12月2日 平安', STAFF, 'future_date'],
    ['/零报告 老人57', STAFF, 'count_exceeds'],
    ['/零报告 老人50 男30 女30', STAFF, 'contradictory'],
    ['/零报告 职工18 在岗19', STAFF, 'contradictory'],
    ['/走访 张桂兰 慰问金20万元', STAFF, 'amount_too_large'],
    ['/通报 零报告', { ...ADMIN, due: '2026-12-01T17:30:00+08:00' }, 'deadline_not_reached'],
    ['/通报 零报告', { ...ADMIN, due: '2026-12-01T09:00:00+08:00' }, undefined],
    ['/撤销', { ...STAFF, undoable: false }, 'nothing_to_undo'],
    ['/更正 老人50', { ...STAFF, last_closed: true }, 'stale'],
    ['/导出 老人身份证', ADMIN, 'refused'],
    ['/唱歌', STAFF, 'unknown_command'],
    ['/换班 12月3日 李梅', STAFF, 'missing_field'],
    ['/值班表已盖章 见图', STAFF, 'missing_attachment'],
  ])('%s %j: %s', (text, ctx, expected) => {
    expect(code(text, ctx)).toBe(expected);
  });

  it('finds an open hazard by its words', () => {
    const found = understood(understanding, {
      text: '/整改 消防通道杂物已清理',
      ctx: STAFF,
      now: '2026-12-01T09:05:00+08:00',
    });
    expect(found.slots['hazards']).toEqual(['YH-0012']);
  });

  it('counts three more days from the old deadline', () => {
    const found = understood(understanding, {
      text: '/延期 12号 再给3天',
      ctx: STAFF,
      now: '2026-12-01T09:05:00+08:00',
    });
    expect(found.slots).toMatchObject({ hazards: ['YH-0012'], new_due: '2026-12-08' });
  });

  it('lets anybody pass a list of units on', () => {
    expect(code('1. 康宁 平安\n2. 柳河 平安')).toBeUndefined();
    expect(code('#接龙\n零报告\n1. 夕阳红 平安')).toBeUndefined();
  });

  it('never refuses an emergency', () => {
    for (const text of ['/急报 13月1日 食堂着火 死-1', '着火了！！夕阳红二楼', '有人走失了']) {
      expect(understood(understanding, { text })).toMatchObject({ intent: 'incident' });
      expect(code(text)).toBeUndefined();
    }
  });

  it('answers a line that is none', () => {
    expect(understood(understanding, { text: 7 as unknown as string })).toEqual({
      id: null,
      intent: 'unknown',
      slots: {},
      error_code: 'bad_line',
    });
  });
});
