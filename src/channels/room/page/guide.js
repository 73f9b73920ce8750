// The guided first minute: three clicks.
import { go } from './chats.js';
import { jump, nextJump } from './clock.js';
import { fill, hint, onSent } from './composer.js';
import { $, el } from './dom.js';
import { become, personOf, room, watch } from './store.js';
import { words } from './words.js';

// How far this browser is; `closed` when it was put away.
const saved = () => JSON.parse(localStorage.getItem('guide') ?? '{"done":0}');
let waitingFor;

function save(change) {
  localStorage.setItem('guide', JSON.stringify({ ...saved(), ...change }));
  show();
}

export const restartGuide = () => save({ done: 0, closed: false });

async function take(step, index) {
  if (step.kind === 'jump') {
    const target = await nextJump();
    if (target && (await jump(target.at))) save({ done: Math.max(saved().done, index + 1) });
    return;
  }
  await become(step.who, step.chat);
  waitingFor = { ...step, index };
  fill(step.text);
  hint(words.guideFilled(personOf(step.who)));
}

function stepNode(step, index, done) {
  const person = step.kind === 'say' ? personOf(step.who) : undefined;
  const said = step.kind === 'jump' ? words.guideJump : step.text;
  const state = index < done ? 'done' : index === done ? 'now' : 'later';
  const mark = el('span', { className: 'mark', 'aria-hidden': 'true' }, index < done ? '✓' : String(index + 1));
  const what = el('span', { className: 'what' }, el('b', {}, person ? words.guideAs(person) : ''), said);
  const inner = [mark, el('span', { className: 'why' }, step.note), what];
  if (index < done) inner.push(el('span', { className: 'hidden' }, `（${words.guideStepDone}）`));
  const current = state === 'now' ? 'step' : undefined;
  return el(
    'li',
    { className: state },
    el('button', { type: 'button', 'aria-current': current, onclick: () => go(() => take(step, index)) }, ...inner),
  );
}

function show() {
  const { done, closed } = saved();
  const all = room.guide.length;
  $('guide').hidden = closed || all === 0;
  $('guide-title').textContent = words.guideTitle(Math.min(done, all), all);
  const nodes = room.guide.map((step, index) => stepNode(step, index, done));
  $('guide-steps').replaceChildren(...(done < all ? nodes : [el('li', { className: 'note' }, words.guideDone)]));
}

onSent((message) => {
  const step = waitingFor;
  if (!step || message.who !== step.who || message.text.trim() !== step.text.trim()) return;
  waitingFor = undefined;
  save({ done: Math.max(saved().done, step.index + 1) });
});
$('guide-close').addEventListener('click', () => {
  save({ closed: true });
  $('text').focus();
});
$('guide-open').addEventListener('click', () => {
  restartGuide();
  $('guide-steps').querySelector('button')?.focus();
});

// Another tab went on.
addEventListener('storage', (event) => event.key === 'guide' && room.me && show());
watch('become', () => (room.lastId === 0 && !waitingFor ? save({ done: 0 }) : show()));
