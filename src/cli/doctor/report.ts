import { findingView } from '../../chat/checkup-view';
import type { Finding } from '../../domain/checkup/finding';
import { dayOf, type Instant, stampOf } from '../../lib/time';
import { plain } from '../../words/escape';
import type { Templates } from '../../words/templates';

const isWrong = ({ state }: Finding): boolean => state === 'wrong';
const textOf = (templates: Templates, finding: Finding, now: Instant): string =>
  plain(templates.render(`checkup/${finding.topic}`, findingView(finding, dayOf(now))));

/** For people: what is wrong first, each with what to do; nothing more than a line where all is well. */
export function report(templates: Templates, findings: readonly Finding[], now: Instant): string {
  const wrong = findings.filter(isWrong).length;
  // What was asked for and went well stands by itself, where the eye ends; what did not is among the wrong ones, on top.
  const sent = findings.filter(({ topic, state }) => topic === 'test' && state === 'ok');
  const others = findings.filter((each) => !sent.includes(each));
  const texts = others.map((each) => textOf(templates, each, now));
  const aside = sent.flatMap((each) => ['', textOf(templates, each, now)]);
  return [...texts, ...aside, '', plain(templates.render('checkup/summary', { wrong }))].join('\n');
}

/** For machines: the same, with the codes that the words are made of. */
export function reportJson(templates: Templates, findings: readonly Finding[], now: Instant): string {
  const rows = findings.map((each) => ({ ...each, text: textOf(templates, each, now) }));
  return JSON.stringify({ ok: !findings.some(isWrong), at: stampOf(now), findings: rows });
}
