/** Number formats that Excel knows by number and that show a date or a time: ECMA-376 part 1, 18.8.30. */
const BUILT_IN = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a number in this format is meant as a date. Elapsed times such as `[h]:mm` are durations and stay numbers. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return id !== 46 && BUILT_IN(id);
  if (/\[(h+|m+|s+)\]/i.test(code)) return false;
  // Excel keeps 255 characters of a format; no quotation in it can be longer.
  const bare = code.replace(/"[^"]{0,255}"|\\.|_.|\*.|\[[^\]]{0,255}\]/g, '');
  return /[dmyhs]/i.test(bare.replace(/general|e[+-]/gi, ''));
}

const DAY_MS = 86_400_000;
/** 9999-12-31 in the older of the two systems. */
const LAST = 2_958_465;

/**
 * Excel's day number as ISO text: `2026-11-25`, with a time `2026-11-25T10:15:00`, a time alone `10:15:00`. Null for what is no date.
 * `from1904` is the workbook's other day count. Source: ECMA-376 part 1, 18.17.4.
 */
export function dateText(serial: number, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST) return null;
  const days = Math.floor(serial);
  const seconds = Math.round((serial - days) * 86_400);
  if (days === 0 && !from1904) return timeText(seconds % 86_400);
  // The day 60 of the 1900 system is the 29 February that never was.
  if (!from1904 && days === 60) return null;
  const shift = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const iso = new Date(shift + days * DAY_MS + seconds * 1000).toISOString();
  return seconds === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}

const timeText = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 19);
