// The bot's small markdown as DOM nodes. Nothing is ever parsed as HTML.
import { el } from './dom.js';
import { words } from './words.js';

const inlineMarks =
  /\\(\d+\.|[\\`*_{}[\]()#+\-.!>|~<@&])|\*\*(.+?)\*\*|`([^`]+)`|<font color="(info|comment|warning)">([^]*?)<\/font>|<@([^>\s]+)>|\[([^\]]+)\]\((https?:[^)\s]+)\)|@/g;

/** `people` finds names: `byId` (Map), `byName` (Map to userids) and `me`. */
export function inline(text, people, markdown = true) {
  const nodes = [];
  let from = 0;
  const pattern = markdown ? new RegExp(inlineMarks) : /@/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const made = match[0] === '@' ? nameAt(text, match.index, people) : marked(match, people);
    if (!made) continue;
    nodes.push(text.slice(from, match.index), made.node);
    from = match.index + made.length;
    pattern.lastIndex = from;
  }
  nodes.push(text.slice(from));
  return nodes;
}

function marked([all, escaped, bold, code, colour, coloured, userid, label, address], people) {
  const made = (node) => ({ node, length: all.length });
  if (escaped) return made(document.createTextNode(escaped));
  if (bold) return made(el('strong', {}, ...inline(bold, people)));
  if (code) return made(code.startsWith('/') ? command(code) : el('code', {}, code));
  if (colour) return made(el('span', { className: colour }, ...inline(coloured, people)));
  if (userid) return made(mention(userid, people.byId.get(userid)?.name ?? userid, people));
  return made(el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, label));
}

/** A line to send: a tap writes it, so that it can be looked at and changed before it goes. */
const command = (code) =>
  el('button', { type: 'button', className: 'command', 'aria-label': words.write(code) }, el('code', {}, code));

export function mention(userid, name, people) {
  return el('span', { className: userid === people.me ? 'mention to-me' : 'mention' }, `@${name}`);
}

function nameAt(text, at, people) {
  for (let length = 12; length > 1; length -= 1) {
    const name = text.slice(at + 1, at + 1 + length);
    const ids = people.byName.get(name);
    if (ids)
      return { node: mention(ids.includes(people.me) ? people.me : ids[0], name, people), length: name.length + 1 };
  }
  return undefined;
}

// Each kind of block: how its lines begin, and what becomes of them (already without the beginning).
const blocks = [
  [/^#{1,6}\s+/, (lines, go) => lines.map((line) => el('p', { className: 'heading' }, ...go(line)))],
  [/^>\s?/, (lines, go) => [el('blockquote', {}, ...broken(lines, go))]],
  [/^\s*[-*•]\s+/, (lines, go) => [el('ul', {}, ...items(lines, go))]],
  [/^\s*\d+[.)]\s+/, (lines, go, first) => [el('ol', { start: Number.parseInt(first, 10) }, ...items(lines, go))]],
  [/^\|(?=.*\|\s*$)/, (lines, go) => [table(lines, go)]],
];

const items = (lines, go) => lines.map((line) => el('li', {}, ...go(line)));
const broken = (lines, go) => lines.flatMap((line, index) => (index ? [el('br'), ...go(line)] : go(line)));

function table(lines, go) {
  const rows = lines.filter((line) => !/^[\s:|-]+$/.test(line)).map((line) => line.replace(/\|\s*$/, '').split('|'));
  const row = (cells, tag) => el('tr', {}, ...cells.map((cell) => el(tag, {}, ...go(cell.trim()))));
  const [head = [], ...body] = rows;
  const grid = el(
    'table',
    {},
    el('thead', {}, row(head, 'th')),
    el('tbody', {}, ...body.map((cells) => row(cells, 'td'))),
  );
  return el('div', { className: 'table', tabIndex: 0, role: 'group' }, grid);
}

export function markdownNodes(text, people) {
  const go = (line) => inline(line, people);
  const nodes = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) {
    if (lines[at].trim() === '') {
      at += 1;
      continue;
    }
    const kind = blocks.find(([start]) => start.test(lines[at]));
    const start = at;
    const same = (line) =>
      kind ? kind[0].test(line) : line.trim() !== '' && !blocks.some(([other]) => other.test(line));
    while (at < lines.length && same(lines[at])) at += 1;
    const run = lines.slice(start, at);
    if (!kind) nodes.push(el('p', {}, ...broken(run, go)));
    else
      nodes.push(
        ...kind[1](
          run.map((line) => line.replace(kind[0], '')),
          go,
          run[0],
        ),
      );
  }
  return nodes;
}
