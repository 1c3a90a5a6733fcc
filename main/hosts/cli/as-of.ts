import { invalidInput } from '../../contract/errors.ts';
import { dateSchema } from '../../contract/methods/ids.ts';

/** The option of every command whose outcome depends on the day. */
export const AS_OF_OPTION = [
  '--as-of <date>',
  'judge gaps, expiry and overdue dates as of this day, such as 2026-12-31; today if left out',
] as const;

/** What a call takes of the option; INVALID_INPUT for anything but a calendar date. */
export function asOfFrom(text: string | undefined, option = '--as-of'): { readonly asOf?: string } {
  if (text === undefined) return {};
  if (!dateSchema.safeParse(text).success)
    throw invalidInput(`${option} takes a date such as 2026-12-31, not "${text}".`);
  return { asOf: text };
}
