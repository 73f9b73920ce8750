import type { Register } from '../../domain/register-index';
import type { Named } from '../../domain/values';
import type { ReadingContext } from '../reading';
import { GAP, type Source } from '../source';
import { isDoubtful, nameAt, namesIn, TITLE_WORDS, type NamePiece } from './names';
import type { PhonePiece } from './phones';

/** Names of the register, the sender's unit first, longest first. */
export function knownNames({ register, sender }: ReadingContext): readonly string[] {
  const byUnit = known.get(register) ?? new Map<string | undefined, readonly string[]>();
  known.set(register, byUnit);
  const names = byUnit.get(sender.unitId) ?? listNames(register, sender.unitId);
  byUnit.set(sender.unitId, names);
  return names;
}
const known = new WeakMap<Register, Map<string | undefined, readonly string[]>>();

function listNames(register: Register, own: string | undefined): readonly string[] {
  const names = register.people
    .filter((person) => person.active)
    .map((person) => ({ name: person.name, own: person.unitId === own }));
  return names.sort((a, b) => b.name.length - a.name.length || Number(b.own) - Number(a.own)).map((each) => each.name);
}

const TITLED = new RegExp(`^(.{1,2}?)(${TITLE_WORDS})$`);

/** 王院长 becomes the registered person when exactly one fits in the sender's unit, else in the bureau. */
export function resolveName(typed: string, context: ReadingContext): string {
  if (/^(?:我|本人|我本人|我自己)$/.test(typed)) return context.sender.name ?? typed;
  const match = TITLED.exec(typed);
  if (!match) return typed;
  const [, surname = '', title = ''] = match;
  const { register } = context;
  for (const unitId of [context.sender.unitId, register.bureau?.id]) {
    if (unitId === undefined) continue;
    const fitting = register
      .peopleOf(unitId)
      .filter(
        (person) =>
          person.name.startsWith(surname) && register.postsOf(person).some((post) => holdsTitle(post.name, title)),
      );
    if (fitting.length === 1) return fitting[0]?.name ?? typed;
  }
  return typed;
}

/** 办公室主任 is a 主任; 副院长 is no 院长. */
const holdsTitle = (post: string, title: string): boolean =>
  post.endsWith(title) && (title.startsWith('副') || !post.endsWith(`副${title}`));

const SELF = /(?:我本人|我自己|本人|我)(?![院们单站馆处县局家国市去])/;

/** Names in a text with the phones that stand behind them (before the next name). */
export function peopleIn(
  text: string,
  offset: number,
  phones: readonly PhonePiece[],
  context: ReadingContext,
): Named[] {
  const self = SELF.exec(text);
  const names: { start: number; name: string }[] = namesIn(text, knownNames(context)).map((piece) => ({
    start: piece.start,
    name: resolveName(piece.name, context),
  }));
  if (self && !names.some((name) => name.start === self.index))
    names.push({ start: self.index, name: resolveName('本人', context) });
  names.sort((a, b) => a.start - b.start);
  return names.map((name, index) => {
    const until = names[index + 1]?.start ?? text.length;
    const phone = phones.find(
      (each) =>
        each.phone !== undefined &&
        each.kind === 'mobile' &&
        each.start - offset > name.start &&
        each.start - offset < until + (index === names.length - 1 ? 14 : 0),
    );
    return phone?.phone === undefined ? { name: name.name } : { name: name.name, phone: phone.phone };
  });
}

/**
 * People behind a label (责任人：李梅13900001002). The label and the names are taken; phones must not be taken yet.
 */
export function takeLabelled(source: Source, label: RegExp, phones: readonly PhonePiece[] = []): Named[] | undefined {
  const piece = source.find(label);
  if (!piece) return undefined;
  const tail = source.rest.slice(piece.end);
  const lead = /^(?:[\s:是为由(]|改成|改为|换成|换为)*/.exec(tail)?.[0].length ?? 0;
  const names = followingNames(source, piece.end + lead);
  if (names.length === 0) return undefined;
  const last = names[names.length - 1];
  const end = last?.end ?? piece.end;
  const people = peopleIn(source.text.slice(piece.end, end), piece.end, phones, source.context);
  source.cut(piece.start, end);
  return people.length > 0 ? people : undefined;
}

const UNIT_WORDS = /^(?:食堂|厨房|后勤|护理|保安|门卫|办公室|财务|物业|锅炉房|电工|村|社区)+(?=[\u4e00-\u9fff]{2})/;

/** Names from a position on, as long as only separators and phones stand between them. */
export function followingNames(source: Source, from: number): NamePiece[] {
  const names = knownNames(source.context);
  const text = source.rest;
  const found: NamePiece[] = [];
  let at = from;
  for (;;) {
    const gap = /^[\s、,/和与及|(:)]*(?:\uE000[\s、,/和与及|():]*)*/.exec(text.slice(at, at + 60))?.[0] ?? '';
    if (found.length > 0 && /\n/.test(gap) && !gap.includes(GAP)) return found;
    const start = at + gap.length;
    const unitWord = UNIT_WORDS.exec(text.slice(start, start + 12))?.[0].length ?? 0;
    const self = SELF.exec(text.slice(start, start + 3));
    const piece =
      self?.index === 0
        ? { start, end: start + self[0].length, name: self[0], kind: 'known' as const }
        : nameAt(text, start + unitWord, names);
    if (
      !piece ||
      // 负责人许亮 包粽子: behind a space the activity, no second person.
      (found.length > 0 && /^\s+$/.test(gap) && isDoubtful(piece)) ||
      (found.length > 0 &&
        gap === '' &&
        piece.kind === 'plain' &&
        /[\u4e00-\u9fff]/.test(text[start] ?? '') &&
        !names.includes(piece.name))
    )
      return found;
    found.push(piece);
    at = piece.end;
  }
}

/** One name behind a label, resolved. */
export function takeLabelledName(source: Source, label: RegExp): string | undefined {
  return takeLabelled(source, label)?.[0]?.name;
}

/** 白鸽验收合格, 李局长督办: whoever is named directly before what they do. */
export function takeNameBefore(source: Source, verb: RegExp): string | undefined {
  const { rest, context } = source;
  const name = namesIn(rest, knownNames(context)).find(({ end }) => verb.test(rest.slice(end)));
  if (name) source.cut(name.start, name.end);
  return name && resolveName(name.name, context);
}
