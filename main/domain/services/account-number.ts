/** The twelve digits of an account, where a spreadsheet took zeros in front away or somebody wrote hyphens; any other text as it is. */
export function accountNumber(account: unknown): string {
  if (typeof account === 'number') return accountNumber(String(account));
  const text = typeof account === 'string' ? account.trim() : '';
  return /^\d{9,11}$/.test(text) ? text.padStart(12, '0') : text.replaceAll('-', '');
}

/** Whether a spreadsheet kept the first digits of an account alone: `5.28758E+11`. */
export const isShortened = (account: string): boolean => SHORTENED.test(account);
const SHORTENED = /^\d[.,]\d+e\+?1[01]$/i;

/** Whether an account may be the one that was shortened to a text, by the digits that were kept. */
export function mayBeShortenedTo(account: string, shortened: string): boolean {
  const number = shortened.toLowerCase().replace(',', '.');
  const digits = (number.split('e')[0] ?? '').replace('.', '').length;
  return Number(Number(account).toPrecision(digits)) === Number(number);
}

/** What is said where shortened accounts, as they are written, are all there is. */
export const shortenedWords = (written: string): string =>
  `A spreadsheet shortened accounts to ${written}, so which they were cannot be told. Export the file again, and keep that column as text.`;
