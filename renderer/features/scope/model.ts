/** A name must be there; anything else may be empty. */
export const checkName = (text: string): string | null => (text.trim() === '' ? 'A name is needed.' : null);

/** Empty, or something with one @ and a dot behind it; the core checks the rest. */
export const checkEmail = (text: string): string | null =>
  text.trim() === '' || /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text.trim())
    ? null
    : 'This is not an e-mail address yet.';

/** Empty text means that there is none. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What is odd about a period, or null. It is saved either way: the reader may be half way through changing both dates. */
export const checkPeriod = (from: string | null, to: string | null): string | null =>
  from !== null && to !== null && to < from ? 'The period ends before it begins.' : null;

/** Adds or takes out one framework; the order is that of choosing. */
export const toggle = (chosen: readonly string[], id: string, on: boolean): string[] =>
  on ? [...chosen.filter((other) => other !== id), id] : chosen.filter((other) => other !== id);
