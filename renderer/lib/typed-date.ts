/** In which order a date is written here, as its field has it. */
function orderHere(): readonly string[] {
  return new Intl.DateTimeFormat(undefined, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(new Date())
    .flatMap(({ type }) => (type === 'year' || type === 'month' || type === 'day' ? [type] : []));
}

/** The ISO date that keys make which were typed for a date's field, whatever stood between them; null where they make none. */
export function typedDate(text: string, order = orderHere()): string | null {
  const iso = /^\d{4}-\d\d-\d\d$/.test(text);
  const parts = iso ? ['year', 'month', 'day'] : order;
  let digits = text.replace(/\D/g, '');
  if (digits.length !== 8) return null;
  const found = new Map<string, string>();
  for (const part of parts) {
    const length = part === 'year' ? 4 : 2;
    found.set(part, digits.slice(0, length));
    digits = digits.slice(length);
  }
  const date = `${found.get('year')}-${found.get('month')}-${found.get('day')}`;
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date) ? date : null;
}
