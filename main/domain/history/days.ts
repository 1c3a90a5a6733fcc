/** The instant (ISO, UTC) at which a calendar day begins in this machine's own zone; `later` days after it. */
export function startOfDay(date: string, later = 0): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + later).toISOString();
}
