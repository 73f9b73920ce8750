// The room's clock: forward only.
import { go } from './chats.js';
import { $, el, say } from './dom.js';
import { get, post } from './net.js';
import { room, sync, watch } from './store.js';
import { dayTime, day, fieldOf, hm, instantOfField, words } from './words.js';

let startedAt = 0;

function showTime() {
  $('clock-time').replaceChildren(el('span', {}, day(room.now)), el('b', {}, hm(room.now)));
  $('clock-now').textContent = dayTime(room.now);
  const moving = room.movingTo !== undefined;
  if (moving && $('moving').hidden) startedAt = room.now;
  $('moving').hidden = !moving;
  if (!moving) return;
  $('moving-words').textContent = words.movingTo(room.now, room.movingTo);
  $('moving-bar').value = (100 * (room.now - startedAt)) / Math.max(1, room.movingTo - startedAt);
}

/** Moves the clock; gives whether it arrived. */
export async function jump(to) {
  $('clock-panel').close();
  return go(async () => {
    const { now, jumps } = await post('/room/clock', { to });
    Object.assign(room, { now, jumps, movingTo: undefined });
    await sync();
    showTime();
    say(words.arrived(now));
  });
}

export async function nextJump() {
  room.jumps = (await get('/room/jumps')).jumps;
  return room.jumps[0];
}

function showJumps() {
  const ahead = room.jumps.filter(({ at }) => at > room.now);
  const button = ({ label, at }) =>
    el('button', { type: 'button', onclick: () => jump(at) }, el('b', {}, label), el('span', {}, dayTime(at)));
  $('jumps').replaceChildren(...ahead.map((target) => el('li', {}, button(target))));
  if (ahead.length === 0) $('jumps').append(el('li', { className: 'note' }, words.noJumps));
}

$('clock').addEventListener('click', () => {
  $('jump-time').min = fieldOf(room.now + 60_000);
  $('jump-time').value = fieldOf(room.now + 3_600_000);
  showJumps();
  $('clock-panel').showModal();
  void go(nextJump).then(showJumps);
});
$('jump-free').addEventListener('submit', (event) => {
  event.preventDefault();
  void jump(instantOfField($('jump-time').value.slice(0, 16)));
});

watch('become', showTime);
watch('clock', showTime);
