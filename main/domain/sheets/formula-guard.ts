// A spreadsheet takes a field that begins with one of = + - @ (or their full-width forms; tab and CR lead to one) for a
// formula. Where its list separator is not our comma, a field also begins behind a semicolon, a tab or a line end inside
// of ours, because the quotes around our field mean nothing to it there.
const SIGN = '=+\\-@\\uff1d\\uff0b\\uff0d\\uff20';
const AT_START = new RegExp(`^'*[\\t\\r${SIGN}]`);
const GUARDED_START = new RegExp(`^'+[\\t\\r${SIGN}]`);
const INSIDE = new RegExp(`([;\\t\\n\\r]"*)(?='*[${SIGN}])`, 'g');
const GUARDED_INSIDE = new RegExp(`([;\\t\\n\\r]"*)'(?='*[${SIGN}])`, 'g');

/** A text in which no reader of CSV can find the beginning of a formula: an apostrophe stands before each. */
export function guardFormulas(text: string): string {
  const inside = text.replace(INSIDE, "$1'");
  return AT_START.test(inside) ? `'${inside}` : inside;
}

/** The text of `guardFormulas` again, to the letter. */
export const unguardFormulas = (text: string): string =>
  // Most texts have none, and there may be millions of them.
  text.includes("'") ? unguarded(text) : text;
const unguarded = (text: string): string =>
  (GUARDED_START.test(text) ? text.slice(1) : text).replace(GUARDED_INSIDE, '$1');
