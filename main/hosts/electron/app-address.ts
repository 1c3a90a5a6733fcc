/** Our own scheme: unlike file:, it has an origin, and nothing else of the disk lives under it. */
export const APP_SCHEME = 'demarc-app';
export const APP_ORIGIN = `${APP_SCHEME}://app`;
export const START_URL = `${APP_ORIGIN}/`;
