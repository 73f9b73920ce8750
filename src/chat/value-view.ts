import type { View } from '../words/templates';
import type { Say } from './say';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A value of any slot for a template: its words, or which of `none`, `yes`, `no` it is. */
export function valueView(value: unknown, say: Say): View {
  const view = { none: value === undefined, yes: value === true, no: value === false, text: '' };
  if (value === undefined || typeof value === 'boolean') return view;
  return { ...view, text: textOf(value, say) };
}

function textOf(value: unknown, say: Say): string {
  if (typeof value === 'string') return DAY.test(value) ? say.day(value) : value;
  if (Array.isArray(value)) return value.map((each) => textOf(each, say)).join('、');
  if (typeof value === 'object' && value !== null && 'name' in value) return String(value.name);
  return typeof value === 'number' ? String(value) : '';
}
