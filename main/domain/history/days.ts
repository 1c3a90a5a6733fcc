const DAY = /^\d{4}-\d\d-\d\d$/;

/** The instant (ISO, UTC) at which a calendar day begins in this machine's own zone, `later` days after it; null for what is no day of four-digit years. */
export function startOfDay(date: string, later = 0): string | null {
  if (!DAY.test(date)) return null;
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const begin = new Date(2000, 0, 1);
  begin.setFullYear(year, month - 1, day + later);
  const instant = begin.toISOString();
  return /^\d{4}-/.test(instant) ? instant : null;
}
