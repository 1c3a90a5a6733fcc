const LONGEST = 60;

/** Whether every year that a text names is after that of `today`, an ISO date; not where it names none. */
export function areYearsAhead(text: string, today: string): boolean {
  const years = text.match(/(?<!\d)(19|20)\d\d(?!\d)/g) ?? [];
  return years.length > 0 && years.every((year) => year > today.slice(0, 4));
}

/** Whether a text names a day, month or year after `today`, an ISO date; of days whose parts may be read in two ways the year counts. */
export function isAhead(text: string, today: string): boolean {
  const said = text.slice(0, LONGEST);
  const [iso] = /(?<!\d)(19|20)\d\d-\d\d(-\d\d)?(?!\d)/.exec(said) ?? [];
  if (iso !== undefined) return iso > today.slice(0, iso.length);
  const [, day = '', month = '', year] = /(?<!\d)(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)/.exec(said) ?? [];
  if (year !== undefined) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` > today;
  return areYearsAhead(said, today);
}
