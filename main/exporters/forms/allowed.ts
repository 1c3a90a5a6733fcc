import { lies } from './addresses.ts';
import type { SheetMap, Validation } from './sheet-map.ts';

/** Gives the texts of the cells that a list of a form refers to, such as `Lists!$A$1:$A$9`; null for what cannot be told. */
export type ListLookUp = (reference: string) => readonly string[] | null;
/** What is to be written: a text, or the number of a day. */
export type Value = string | number;
/** Whether a form lets a cell hold it: `unknown` where its rule cannot be worked out without a spreadsheet program. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** Whether every rule of the sheet about this cell lets it hold the value. */
export function isAllowed(
  { validations }: Pick<SheetMap, 'validations'>,
  row: number,
  column: number,
  value: Value,
  lookUp: ListLookUp,
): Verdict {
  const verdicts = validations
    .filter(({ areas }) => areas.some((area) => lies(area, row, column)))
    .map((rule) => verdictOf(rule, value, lookUp));
  return verdicts.includes('no') ? 'no' : verdicts.includes('unknown') ? 'unknown' : 'yes';
}

/** The words of the list that a cell must hold one of; null where there is no list, or it cannot be told. */
export function listFor(
  { validations }: Pick<SheetMap, 'validations'>,
  row: number,
  column: number,
  lookUp: ListLookUp,
): readonly string[] | null {
  const rule = validations.find(
    ({ type, areas }) => type === 'list' && areas.some((area) => lies(area, row, column)),
  );
  return rule ? wordsOf(rule, lookUp) : null;
}

function verdictOf(rule: Validation, value: Value, lookUp: ListLookUp): Verdict {
  switch (rule.type) {
    case 'none':
      return 'yes';
    case 'list': {
      const words = wordsOf(rule, lookUp);
      if (words === null) return 'unknown';
      return typeof value === 'string' && words.includes(value) ? 'yes' : 'no';
    }
    case 'date':
    case 'decimal':
    case 'whole':
      return typeof value === 'number' ? compare(rule, value) : 'no';
    case 'textLength':
      return compare(rule, typeof value === 'string' ? value.length : `${value}`.length);
    default:
      return 'unknown';
  }
}

/** A list stands in the rule itself, in quotation marks, or in cells that it refers to. */
function wordsOf({ first }: Validation, lookUp: ListLookUp): readonly string[] | null {
  if (!first.startsWith('"')) return lookUp(first);
  if (!first.endsWith('"') || first.length < 2) return null;
  return first
    .slice(1, -1)
    .replaceAll('""', '"')
    .split(',')
    .map((word) => word.trim());
}

function compare({ operator, first, second }: Validation, value: number): Verdict {
  const [a, b] = [numberOf(first), numberOf(second)];
  const needsTwo = operator === 'between' || operator === 'notBetween';
  if (a === null || (needsTwo && b === null)) return 'unknown';
  const holds: Readonly<Record<string, boolean>> = {
    between: value >= a && value <= (b ?? a),
    notBetween: value < a || value > (b ?? a),
    equal: value === a,
    notEqual: value !== a,
    greaterThan: value > a,
    lessThan: value < a,
    greaterThanOrEqual: value >= a,
    lessThanOrEqual: value <= a,
  };
  if (!Object.hasOwn(holds, operator)) return 'unknown';
  return holds[operator] === true ? 'yes' : 'no';
}

/** A formula that is a plain number; null for any other, which only a spreadsheet program can work out. */
const numberOf = (formula: string): number | null =>
  /^-?\d{1,15}(\.\d{1,15})?$/.test(formula) ? Number(formula) : null;
