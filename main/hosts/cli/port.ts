import { invalidInput } from '../../contract/errors.ts';

/** A port as it is written behind --port. INVALID_INPUT for anything else. */
export function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 0 && port <= 65_535))
    throw invalidInput(`--port takes a number from 0 to 65535, not "${text}".`);
  return port;
}
