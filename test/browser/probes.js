// Functions that run inside the page (each is sent there by itself).

/** Everything that shows text with too little contrast (WCAG AA: 4.5, large text 3). */
function paleTexts() {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const [x, y, z] = colour.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const groundOf = (element) => {
    if (!element) return [255, 255, 255];
    const colour = channels(getComputedStyle(element).backgroundColor);
    return (colour[3] ?? 1) < 1 ? groundOf(element.parentElement) : colour;
  };
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const shown = element.checkVisibility() && element.getBoundingClientRect().width > 2;
    if (!own || !shown || element.matches(':disabled, .hidden')) return [];
    const style = getComputedStyle(element);
    const lights = [light(channels(style.color)), light(groundOf(element))];
    const ratio = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    const enough = Number.parseFloat(style.fontSize) >= 24 ? 3 : 4.5;
    return ratio < enough ? [{ text: element.textContent, ratio }] : [];
  });
}

/** What can be operated and has no name for those who do not see it. */
function nameless() {
  return [...document.querySelectorAll('button, a, input, textarea')]
    .filter((element) => {
      const labels = [...(element.labels ?? [])].map((label) => label.textContent);
      return [element.getAttribute('aria-label'), element.textContent, ...labels].every((word) => !word?.trim());
    })
    .map((element) => element.outerHTML);
}

function doubleIds() {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

/** On a phone: letters under 16 px (signs and tables excepted), buttons under 44 px, what sticks out to the right. */
function misfits() {
  const visible = [...document.querySelectorAll('body *')].filter(
    (element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches('.hidden, .skip'),
  );
  const signs = '.avatar, .mark, .robot, .chat time, .bubble table';
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const small = visible.filter(
    (element) =>
      hasText(element) && !element.closest(signs) && Number.parseFloat(getComputedStyle(element).fontSize) < 16,
  );
  const low = visible.filter(
    (element) => element.matches('button, .attach') && element.getBoundingClientRect().height < 44,
  );
  const wide = visible.filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.table'),
  );
  const names = (elements) =>
    elements.map((element) => `${element.id} ${element.className} ${element.textContent.slice(0, 20)}`);
  return { small: names(small), low: names(low), wide: names(wide) };
}

/** Enter as an input method reports it. */
function pressEnter(field, init) {
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }));
}

const focusedId = () => document.activeElement?.id ?? '';
const hasLines = (least) => document.querySelectorAll('#lines .line').length >= least;

module.exports = { doubleIds, focusedId, hasLines, misfits, nameless, paleTexts, pressEnter };
