import { cleanText } from '../safe-text.ts';

/** Excel compares no longer criterion. */
const MAX_CRITERION = 255;
/** What a spreadsheet program takes for a number, a day or a truth value, and so compares as such. */
const LIKE_A_NUMBER = /^[\s\d.,:/%+\-()$€£eE]*$|^(true|false)$/i;
const LIKE_A_DAY =
  /^(\d{1,4}[\s.-]*)?(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)[\s.,-]*(\d[\d\s.,-]*)?$/i;

/** The criterion by which COUNTIF finds exactly the cells that say `text`; null where there is none. */
export function criterionFor(text: string): string | null {
  const said = cleanText(text).text;
  if (LIKE_A_NUMBER.test(said) || LIKE_A_DAY.test(said)) return null;
  const criterion = `=${said.replace(/[~*?]/g, '~$&')}`;
  return criterion.length > MAX_CRITERION ? null : criterion;
}

/** Criteria for texts that are told apart; null where COUNTIF could not tell them all apart, since it does not heed letter case. */
export function criteriaFor(texts: readonly string[]): readonly string[] | null {
  const criteria = texts.flatMap((text) => criterionFor(text) ?? []);
  const told = new Set(criteria.map((criterion) => criterion.toLowerCase()));
  return criteria.length === texts.length && told.size === texts.length ? criteria : null;
}
