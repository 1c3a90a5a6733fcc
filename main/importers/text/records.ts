// Records as lines of fields, one below the other, as forms, mails and PowerShell's Format-List write them: each begins with the same field.

const FIELD = /^([^\s:][^:]{0,59}):(?:\s|$)/;
/** A line that goes on with the one before, and is no point of a list. */
const GOES_ON = /^\s{2,}[^\s*•–—-]/;
const LONGEST_TEXT = 1_000_000;
const LONGEST_LINE = 2000;
const MOST_FIELDS = 100;

/** Records as a table: a column for each field, in the order in which they first come, and the number of the line in which each record begins. */
export interface Records {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly numbers: readonly number[];
}

/** The records of a text that is nothing else: at least two, of two fields or more, no field twice in one. Null for any other text. */
export function recordsIn(text: string): Records | null {
  if (text.length > LONGEST_TEXT) return null;
  const records: { readonly line: number; readonly fields: Map<string, string> }[] = [];
  let first: string | null = null;
  let last: string | null = null;
  for (const [at, whole] of text.split(/\r\n|\r|\n/).entries()) {
    const line = whole.slice(0, LONGEST_LINE).trimEnd();
    if (line === '') continue;
    const record = records.at(-1);
    const name = FIELD.exec(line)?.[1]?.trim();
    if (name === undefined) {
      const begun = last === null ? '' : (record?.fields.get(last) ?? '');
      // Below a field with nothing in it stands a list, and what goes on and on is something else.
      if (last === null || begun === '' || begun.length > LONGEST_LINE || !GOES_ON.test(line)) return null;
      record?.fields.set(last, `${begun} ${line.trim()}`);
      continue;
    }
    first ??= name;
    last = name;
    const value = line.slice(line.indexOf(':') + 1).trim();
    if (name === first) records.push({ line: at + 1, fields: new Map([[name, value]]) });
    else if (record === undefined || record.fields.has(name)) return null;
    else record.fields.set(name, value);
  }
  const headers = [...new Set(records.flatMap(({ fields }) => [...fields.keys()]))];
  if (records.length < 2 || headers.length < 2 || headers.length > MOST_FIELDS) return null;
  // What the last alone has is said below them all: a sum.
  const before = new Set(records.slice(0, -1).flatMap(({ fields }) => [...fields.keys()]));
  if (headers.some((name) => !before.has(name))) return null;
  return {
    headers,
    rows: records.map(({ fields }) => headers.map((name) => fields.get(name) ?? '')),
    numbers: records.map(({ line }) => line),
  };
}
