import type { Contact } from '../../domain/values';
import { findPhones } from '../values/phones';

const LABEL = /联系人|联系电话|咨询电话|联系方式/;
const NAME = /联系人[:\s]*([\u4e00-\u9fff·]{2,6}?)(?=[\s,、;。(\d:]|电话|手机|联系|同志|$)/;
/** A contact's name and phone stand together. */
const REACH = 48;

export interface FoundContact extends Contact {
  readonly start: number;
  readonly end: number;
}

/** 联系人:周某,电话:0477-8380000. */
export function findContact(text: string): FoundContact | undefined {
  const start = text.search(LABEL);
  if (start < 0) return undefined;
  const part = text.slice(start, start + REACH);
  const name = NAME.exec(part);
  const phone = findPhones(part).find((each) => each.phone !== undefined);
  if (!name && !phone) return undefined;
  const end = start + Math.max(name ? name.index + name[0].length : 0, phone?.end ?? 0);
  return { start, end, ...(name && { name: name[1] }), ...(phone && { phone: phone.phone }) };
}
