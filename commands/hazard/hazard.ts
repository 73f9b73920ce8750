import { bookHazard } from '../../src/domain/services/hazards';
import { wordsOf } from '../../src/domain/hazard';
import { suggestMajor } from '../../src/domain/playbook';
import {
  bookedView,
  type CommandContext,
  defineCommand,
  discreet,
  evidence,
  hazardSlots,
  reply,
  toBureau,
} from '../../src/chat';

/** A day, or a day with its clock, as it is said. */
const sayDue = ({ say }: CommandContext, due: string | undefined): string =>
  due === undefined ? '' : due.length === 10 ? say.day(due) : say.moment(Date.parse(due));

export default defineCommand({
  intent: 'hazard',
  names: ['隐患', '隐患上报'],
  summary: '上报隐患：部位、情况，可带等级、责任人、整改时限、照片',
  examples: ['隐患 二楼消防通道堆放杂物', '隐患 厨房燃气报警器失灵 重大 周五前整改 责任人赵刚', '隐患 无'],
  where: 'anywhere',
  allow: 'inspect',
  slots: { ...hazardSlots },
  async run({ inst, found, none, state, ...finding }, context) {
    const { say, register, files } = context;
    const data = none ? { none: true } : { ...finding, ...evidence(files) };
    const booked = await bookHazard(context, { unitId: inst, found, isDone: state === 'done', data });
    const view = { ...bookedView(say, register, booked), found: say.day(found) };
    if (none) return reply('hazard/none', view);
    const { desc, location, level, owner, due, qty, measure } = finding;
    const suggested =
      level === undefined ? suggestMajor(context.playbook.rules, `${location ?? ''}${desc ?? ''}`, found) : [];
    const asked = {
      unit: say.unit(inst),
      id: booked.record.id,
      desc: discreet(wordsOf({ desc: desc ?? '', ...(location === undefined ? {} : { location }) })),
      each: suggested,
    };
    const grading = suggested.length > 0 && !booked.unchanged ? toBureau(context) : [];
    const pushes = grading.map((to) => ({ ...to, template: 'hazard/to-grade', view: asked }));
    const text = {
      ...view,
      suggested,
      supervised: booked.record.data['state'] === 'supervised',
      location: discreet(location ?? ''),
      desc: discreet(desc ?? ''),
      qty: qty ?? '',
      major: level === 'major',
      general: level === 'general',
      owner: say.people(owner, 'masked'),
      due: sayDue(context, due),
      measure: discreet(measure ?? ''),
      done: state === 'done',
      photo: files.length > 0,
    };
    return reply('hazard/booked', text, { pushes });
  },
});
