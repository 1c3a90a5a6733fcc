/** What the contract asks of a password, in characters. */
const SHORTEST = 8;

export interface PasswordWords {
  readonly password: string;
  readonly again: string;
}
export const NO_PASSWORD: PasswordWords = { password: '', again: '' };

/** What is wrong with a password that was typed twice, and in which field; null when it will do. */
export function passwordProblem({
  password,
  again,
}: PasswordWords): { readonly field: keyof PasswordWords; readonly sentence: string } | null {
  if ([...password].length < SHORTEST)
    return { field: 'password', sentence: `Give at least ${SHORTEST} characters.` };
  if (password !== again) return { field: 'again', sentence: 'The two are not the same.' };
  return null;
}
