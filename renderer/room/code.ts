/**
 * The code that the address brought behind its #, which no browser sends; the address loses it at once, also where the device is in the
 * room already. Empty where there is none.
 */
export function takeCode(): string {
  const code = location.hash.slice(1);
  if (location.hash !== '') history.replaceState(null, '', '/');
  return /^[0-9A-Za-z-]{4,20}$/.test(code) ? code : '';
}
