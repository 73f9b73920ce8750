import type { Register } from '../domain/register-index';
import type { HelpedPerson } from '../reading/shapes';

const OF_AGE = 18;

/** Children are counted, never named (domain decision 5). */
export const isChild = ({ type = '', age = OF_AGE }: HelpedPerson): boolean =>
  age < OF_AGE || /儿童|孤儿|孩子|未成年|学生/.test(type);

/** What happens in a children's home is about children, whoever is named. */
export const isChildrensHome = (register: Register, unitId: string): boolean =>
  register.unit(unitId)?.type?.includes('儿童') ?? false;
