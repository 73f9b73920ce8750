// Writing and sending.
import { $, el, warn } from './dom.js';
import { onAskHow, onChoose, settlePending, showPending } from './log.js';
import { deliver } from './net.js';
import { here, room, sync, watch } from './store.js';
import { errorWords, words } from './words.js';

// The program's own limit (src/channels/room/body.ts).
const maxBytes = 10 * 1024 * 1024;
const text = $('text');
const drafts = new Map();
let files = [];
let draftOf = '';
// One after the other: messages arrive in the order in which they were typed.
let line = Promise.resolve();
const sentWatchers = [];

export const onSent = (heard) => sentWatchers.push(heard);

function grow() {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight + 2, 180)}px`;
}

export function fill(words) {
  text.value = words;
  grow();
  text.focus();
  text.setSelectionRange(words.length, words.length);
}

export function hint(special) {
  const usual = here()?.private ? words.privateHint(room.bot) : words.hint(room.bot);
  $('hint').textContent = special ?? usual;
  $('composer').classList.toggle('filled', special !== undefined);
}

function showFiles() {
  const remove = (file) => {
    files = files.filter((other) => other !== file);
    showFiles();
    text.focus();
  };
  const cross = (file) =>
    el('button', { type: 'button', 'aria-label': words.remove(file.name), onclick: () => remove(file) }, '×');
  $('files').replaceChildren(...files.map((file) => el('li', {}, el('span', {}, file.name), cross(file))));
  $('files').hidden = files.length === 0;
}

function attach(added) {
  const all = [...files, ...added];
  if (all.reduce((sum, file) => sum + file.size, 0) > maxBytes) warn(words.tooLarge);
  else files = all;
  showFiles();
  text.focus();
}

/** Sends and keeps trying under the same msgid: again by itself, then by hand. */
function send(message) {
  const path = message.line === undefined ? '/room/messages' : '/room/choice';
  const { files: attached, show, ...body } = message;
  const run = async () => {
    try {
      await deliver(path, body, attached);
      await sync();
      settlePending(message.msgid);
      return true;
    } catch (error) {
      if (error.code) warn(errorWords(error.code));
      show?.(true);
      return false;
    }
  };
  const sent = line.then(run);
  line = sent;
  return sent;
}

/** Without https, other names than localhost have no randomUUID. */
const newId = () =>
  crypto.randomUUID?.() ??
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Shows the message at once and sends it. */
function deliverNow(message) {
  const again = () => {
    message.show(false);
    void send(message);
  };
  message.show = showPending(message, again);
  return send(message);
}

function submit() {
  if (text.value.trim() === '' && files.length === 0) return;
  const message = { msgid: newId(), who: room.me, chat: room.chat, text: text.value, files };
  text.value = '';
  files = [];
  showFiles();
  grow();
  hint();
  void deliverNow(message).then((sent) => sent && sentWatchers.forEach((heard) => heard(message)));
}

document.addEventListener('click', (event) => {
  const command = event.target.closest?.('.command');
  if (command) fill(command.textContent);
});

text.addEventListener('keydown', (event) => {
  // While an input method composes, Enter picks a word; keyCode 229 is how some browsers say so.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  submit();
});
text.addEventListener('input', grow);
text.addEventListener('paste', (event) => {
  const pasted = [...event.clipboardData.files];
  if (pasted.length === 0) return;
  event.preventDefault();
  attach(pasted);
});
$('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  submit();
  text.focus();
});
$('file').addEventListener('change', () => {
  attach([...$('file').files]);
  $('file').value = '';
});
const main = document.querySelector('main');
main.addEventListener('dragover', (event) => event.preventDefault());
main.addEventListener('drop', (event) => {
  event.preventDefault();
  attach([...event.dataTransfer.files]);
});

onAskHow((line) => deliverNow({ msgid: newId(), who: room.me, chat: room.chat, text: line, files: [] }));

onChoose(async (asked, choice) => {
  const tapped = await send({ msgid: newId(), who: room.me, line: asked.id, choice, files: [] });
  if (tapped) text.focus();
  else warn(errorWords(''));
  return tapped;
});

watch('leave', () => {
  drafts.set(draftOf, text.value);
  draftOf = `${room.me} ${room.chat}`;
  text.value = drafts.get(draftOf) ?? '';
  text.placeholder = words.placeholder;
  hint();
  grow();
});
