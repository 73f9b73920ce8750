export const $ = (id) => document.getElementById(id);

/** Makes an element; strings become text, never markup. */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== 'list') node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== ''));
  return node;
}

export function say(text) {
  $('status').textContent = text;
}

let alertTimer;
export function warn(text) {
  $('alert').textContent = text;
  clearTimeout(alertTimer);
  alertTimer = setTimeout(() => ($('alert').textContent = ''), 8000);
}

// White on these is at least 4.5 : 1.
const colours = ['#2f6fba', '#0f766e', '#7a5a00', '#8a4fa3', '#a2452f', '#4b6584', '#5b6b1f', '#b0395b'];

/** The last two characters of a name on a colour that stays the same. */
export function paintAvatar(node, name, bot) {
  const sum = [...name].reduce((total, letter) => total * 31 + letter.codePointAt(0), 7);
  node.textContent = [...name].slice(-2).join('');
  node.style.background = bot ? '#1f6fe0' : colours[Math.abs(sum) % colours.length];
}
