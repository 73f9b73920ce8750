// Who you are, the list of chats, and on a phone the drawer that holds both.
import { $, el, paintAvatar, say, warn } from './dom.js';
import { become, here, open, personOf, room, unread, watch } from './store.js';
import { day, dayKey, errorWords, hm, words } from './words.js';

const narrow = matchMedia('(max-width: 799px)');

export function nameOf(chat) {
  return chat.private ? words.privateChat(room.bot) : chat.name;
}

function preview({ last }) {
  if (!last) return '';
  const author = last.author === '' ? room.bot : (personOf(last.author)?.name ?? last.author);
  const text = last.text
    .replace(/<@([^>\s]+)>/g, (_, id) => `@${personOf(id)?.name ?? id}`)
    .replace(/<[^>]*>|[*`>#\\|]/g, '');
  return `${author}：${text.trim() === '' ? words.picture : text.trim().slice(0, 60)}`;
}

function chatItem(chat, fresh) {
  const current = chat.id === room.chat;
  const avatar = el('span', { className: 'avatar', 'aria-hidden': 'true' });
  paintAvatar(avatar, chat.private ? room.bot : words.groupSign, chat.private);
  if (fresh) avatar.append(el('i', { className: 'dot' }));
  const time = chat.last
    ? dayKey(chat.last.at) === dayKey(room.now)
      ? hm(chat.last.at)
      : day(chat.last.at).split('（')[0]
    : '';
  const text = el('span', { className: 'preview' });
  if (chat.calls) text.append(el('em', {}, words.mentionsMe));
  text.append(preview(chat));
  const button = el(
    'button',
    { type: 'button', className: 'chat', 'aria-current': current ? 'true' : undefined, onclick: () => choose(chat.id) },
    avatar,
    el('b', {}, nameOf(chat)),
    el('time', {}, time),
    text,
    fresh ? el('span', { className: 'hidden' }, `（${words.unread}）`) : undefined,
  );
  button.dataset.chat = chat.id;
  return el('li', {}, button);
}

async function choose(id) {
  drawer(false);
  await go(() => open(id));
  $('text').focus();
}

/** Does something that asks the program; says it when that did not work. */
export async function go(job) {
  try {
    await job();
    return true;
  } catch (error) {
    warn(errorWords(error.code));
    return false;
  }
}

function showChats() {
  const fresh = unread();
  const focused = document.activeElement?.dataset?.chat;
  $('chats').replaceChildren(...room.chats.map((chat) => chatItem(chat, fresh.has(chat.id))));
  if (focused)
    $('chats')
      .querySelector(`[data-chat="${CSS.escape(focused)}"]`)
      ?.focus();
  $('menu-dot').hidden = fresh.size === 0;
  const me = personOf(room.me);
  document.title = `${fresh.size > 0 ? '● ' : ''}${me.name} · ${nameOf(here() ?? room.chats[0])}`;
}

function showHead() {
  const me = personOf(room.me);
  paintAvatar($('me-avatar'), me.name, false);
  $('me-name').textContent = me.name;
  $('me-unit').textContent = `${me.unit} · ${me.role}`;
  const chat = here();
  $('title').textContent = nameOf(chat);
  $('subtitle').textContent = chat.private
    ? words.privateSubtitle
    : `${words.groupSubtitle} · ${me.name}（${me.unit}）`;
}

function drawer(wanted) {
  const shown = wanted && narrow.matches;
  $('side').classList.toggle('shown', shown);
  $('side').inert = narrow.matches && !shown;
  $('shade').hidden = !shown;
  $('menu').setAttribute('aria-expanded', String(shown));
  if (shown) $('me').focus();
}

function personItem(person) {
  const pick = async () => {
    $('people').close();
    drawer(false);
    if (await go(() => become(person.userid, room.chat))) say(words.becameWho(person));
    $('text').focus();
  };
  const current = person.userid === room.me ? 'true' : undefined;
  const button = el(
    'button',
    { type: 'button', 'aria-current': current, onclick: pick },
    el('b', {}, person.name),
    el('span', {}, person.role),
  );
  const tab = {
    href: `/?who=${encodeURIComponent(person.userid)}`,
    target: '_blank',
    'aria-label': words.newTabLabel(person.name),
  };
  return el('li', {}, button, el('a', tab, words.newTab));
}

function showPeople() {
  const wanted = $('people-search').value.trim();
  const found = room.people.filter(({ name, unit, role }) => `${name} ${unit} ${role}`.includes(wanted));
  const units = [...new Set(found.map(({ unit }) => unit))];
  const sections = units.map((unit) =>
    el(
      'section',
      { 'aria-label': unit },
      el('h3', {}, unit),
      el('ul', {}, ...found.filter((person) => person.unit === unit).map(personItem)),
    ),
  );
  $('people-list').replaceChildren(
    ...(sections.length > 0 ? sections : [el('p', { className: 'note' }, words.nobody)]),
  );
}

$('me').addEventListener('click', () => {
  $('people-search').value = '';
  showPeople();
  $('people').showModal();
  $('people-list').querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
});
$('people-search').addEventListener('input', showPeople);
$('menu').addEventListener('click', () => drawer(!$('side').classList.contains('shown')));
const closeDrawer = () => {
  drawer(false);
  $('menu').focus();
};
$('shade').addEventListener('click', closeDrawer);
$('side').addEventListener('keydown', (event) => event.key === 'Escape' && closeDrawer());
narrow.addEventListener('change', () => drawer(false));
drawer(false);

watch('leave', showHead);
for (const event of ['leave', 'lines', 'read']) watch(event, showChats);
