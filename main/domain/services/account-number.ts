/**
 * The twelve digits of an account, where a spreadsheet or a program took zeros in front away, wrote it as a fraction (`111122223333.0`) or as a text
 * of its own (`="111122223333"`), or somebody wrote hyphens. What a spreadsheet shortened, in one spelling (`1.11122E+11`); any other text as it is.
 */
export function accountNumber(account: unknown): string {
  if (typeof account === 'number') return accountNumber(String(account));
  const text = typeof account === 'string' ? account.trim() : '';
  const digits = /^(?:="?|')?(\d{9,12})(?:"|[.,]0+)?$/.exec(text)?.[1];
  if (digits !== undefined) return digits.padStart(12, '0');
  return wholeOf(text) ?? text.replaceAll('-', '');
}

/** Whether a spreadsheet kept the first digits of an account alone: `5.28758E+11`. */
export const isShortened = (account: string): boolean => SHORTENED.test(account);
const SHORTENED = /^(\d)(?:[.,](\d+))?e\+?0*([89]|1[01])$/i;

/** A shortened account in one spelling; the account itself where all its digits are kept; null for another text. */
function wholeOf(text: string): string | null {
  const [, first, rest = '', power] = SHORTENED.exec(text) ?? [];
  if (first === undefined) return null;
  const missing = Number(power) - rest.length;
  if (missing <= 0) return (first + rest.slice(0, Number(power))).padStart(12, '0');
  return `${first}${rest === '' ? '' : `.${rest}`}E+${power}`;
}

/** Whether an account may be the one that was shortened to a text, by the digits that were kept; it may itself have been shortened elsewhere. */
export function mayBeShortenedTo(account: string, shortened: string): boolean {
  const [one, other] = [rangeOf(account), rangeOf(shortened)];
  return one !== null && other !== null && one.from < other.to && other.from < one.to;
}

/** The numbers that may stand behind a text; null where it is no account. */
function rangeOf(text: string): { readonly from: number; readonly to: number } | null {
  const account = accountNumber(text);
  if (/^\d{12}$/.test(account)) return { from: Number(account), to: Number(account) + 0.5 };
  const [, , rest = '', power] = SHORTENED.exec(account) ?? [];
  if (power === undefined) return null;
  const half = 10 ** (Number(power) - rest.length) / 2;
  return { from: Number(account) - half, to: Number(account) + half };
}

/** What is said where shortened accounts, as they are written, are all there is. */
export const shortenedWords = (written: string): string =>
  `A spreadsheet shortened accounts to ${written}, so which they were is not in the file. Export it again, and keep that column as text.`;
