/** Our own scheme: unlike file:, it has an origin, and nothing else of the disk lives under it. */
export const APP_SCHEME = 'demarc-app';
export const APP_ORIGIN = `${APP_SCHEME}://app`;
export const START_URL = `${APP_ORIGIN}/`;

/** What an address of our scheme asks for, as it is written and without its fragment; null for any other address. */
export function appTarget(url: string): string | null {
  return url.startsWith(START_URL) ? (url.slice(APP_ORIGIN.length).split('#', 1)[0] ?? null) : null;
}
