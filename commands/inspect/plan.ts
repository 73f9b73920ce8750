import { bookedView, defineCommand, discreet, planSlots, reply } from '../../src/chat';
import { keepPlan } from '../../src/domain/services/standing';

export default defineCommand({
  intent: 'plan',
  names: ['一院一策'],
  summary: '一院一策：整改方案，或定点救治医院；两样分开存，新的代替旧的',
  examples: [
    '一院一策 康宁 定点医院：青山县中医院 0477-8380210',
    '一院一策 措施：换线路、加喷淋 责任人赵刚 12月20日前',
  ],
  where: 'anywhere',
  allow: 'inspect',
  slots: { ...planSlots },
  async run({ inst, due, owner, dest, ...plan }, context) {
    const { say } = context;
    const { booked, before } = await keepPlan(context, inst, { ...plan, due, owner, dest });
    return reply('inspect/planned', {
      ...bookedView(say, context.register, booked),
      isHospital: plan.kind === 'hospital',
      hospital: plan.hospital ?? '',
      phone: plan.phone ?? '',
      over80: plan.over80 ?? '',
      measures: (plan.measures ?? []).map(discreet).join('；'),
      owner: say.people(owner, 'none'),
      due: due === undefined ? '' : say.day(due.slice(0, 10)),
      people: plan.people ?? '',
      dest: dest === undefined ? '' : say.unit(dest),
      before: before?.id ?? '',
    });
  },
});
