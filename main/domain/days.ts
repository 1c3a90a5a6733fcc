const DAY = 86_400_000;

const toIso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The ISO date so many days later (or earlier, below zero). ISO dates compare as text. */
export const addDays = (date: string, days: number): string => toIso(Date.parse(date) + days * DAY);

/** The ISO date so many months later; a day that the month lacks becomes its last one (31 January + 1 = 28 February). */
export function addMonths(date: string, months: number): string {
  const start = new Date(Date.parse(date));
  const month = start.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return toIso(Date.UTC(start.getUTCFullYear(), month, Math.min(start.getUTCDate(), lastDay)));
}
