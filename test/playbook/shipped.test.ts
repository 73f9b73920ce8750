import { join } from 'node:path';
import { loadPlaybook } from '../../src/playbook';
import { projectRoot } from '../../src/project-root';

const { campaigns, checklists, rules } = loadPlaybook(join(projectRoot(), 'data'));

test('the five campaigns, their checklists and the rules are there without a mistake', () => {
  expect(campaigns.map(({ id }) => id)).toEqual([
    'anquan-zhengzhi',
    'bairi-pingan',
    'chunjie-xiaofang',
    'guoqing-anquan',
    'sange-zhuanxiang',
  ]);
  expect(rules).not.toHaveLength(0);
  expect(checklists.find(({ id }) => id === 'badian')?.items).toHaveLength(8);
});

test('百日 lasts as long as its paper says, not a hundred days', () => {
  const plan = campaigns.find(({ id }) => id === 'bairi-pingan');
  expect([plan?.phases[0]?.start, plan?.phases.at(-1)?.end]).toEqual(['2021-12-13', '2022-05-21']);
});

test('one campaign lists every finding as 挂牌, the others the major ones', () => {
  expect(campaigns.filter(({ supervise }) => supervise === 'all').map(({ id }) => id)).toEqual(['anquan-zhengzhi']);
});
