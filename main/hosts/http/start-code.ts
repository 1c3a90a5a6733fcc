import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * What an address carries in place of the key: it opens one page, once. Whoever finds it later, in a history, a log or
 * a list of processes, finds nothing. It is signed with the key, so only who holds the key can make one.
 */
export function makeStartCode(token: string): string {
  const number = randomBytes(16).toString('base64url');
  return `${number}.${signature(token, number)}`;
}

/** Whether a code was signed with this key. */
function isSigned(token: string, code: string): boolean {
  const [number = '', given = '', ...more] = code.split('.');
  const wanted = Buffer.from(signature(token, number));
  const got = Buffer.from(given);
  return more.length === 0 && got.length === wanted.length && timingSafeEqual(got, wanted);
}

const signature = (token: string, number: string): string =>
  createHmac('sha256', token).update(`start:${number}`).digest('base64url');

export interface StartCodes {
  /** A new code; `onUsed` hears when somebody has used it. */
  issue(onUsed?: () => void): string;
  /** True once for each code of this key; false ever after, and for anything else. */
  redeem(code: string): boolean;
}

export function createStartCodes(token: string): StartCodes {
  const used = new Set<string>();
  const listeners = new Map<string, () => void>();
  return {
    issue(onUsed) {
      const code = makeStartCode(token);
      if (onUsed) listeners.set(code, onUsed);
      return code;
    },
    redeem(code) {
      if (!isSigned(token, code) || used.has(code)) return false;
      used.add(code);
      listeners.get(code)?.();
      listeners.delete(code);
      return true;
    },
  };
}
