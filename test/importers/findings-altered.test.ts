import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import fc, { runs } from '../support/property.ts';
import { findingsFixture, type Outcome, readAll } from './findings-support.ts';

// A scan that found nothing is a result, so that nothing is worse than findings that are lost without a word. However a file is wrapped, split,
// renamed or cut off: it holds as many findings as before, or it is refused, or the report says that something was not read.

const samples = readdirSync(fileURLToPath(new URL('../fixtures/findings/', import.meta.url)));
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown) => (isObject(value) ? value : {});

/** The place in a document where its records are: the document as it is around any other records. */
interface Sample {
  readonly records: readonly unknown[];
  readonly around: (records: unknown) => unknown;
  readonly list: string | null;
}
function sampleOf(document: unknown): Sample {
  if (Array.isArray(document)) return { records: document, around: (records) => records, list: null };
  const [list, records] = Object.entries(record(document)).find(([, value]) => Array.isArray(value)) ?? [];
  if (list === undefined || !Array.isArray(records))
    return { records: [document], around: (all) => all, list: null };
  return { records, around: (all) => ({ ...record(document), [list]: all }), list };
}

type Alteration = (sample: Sample) => unknown;
const ALTERATIONS: Readonly<Record<string, Alteration>> = {
  'in one array more': ({ around, records }) => [around(records)],
  'in three arrays more': ({ around, records }) => [[[around(records)]]],
  'records in one array more': ({ around, records }) => around([records]),
  'records in three arrays more': ({ around, records }) => around([[[records]]]),
  'each record in an array': ({ around, records }) => around(records.map((each) => [each])),
  'each record in an object': ({ around, records }) => around(records.map((finding) => ({ finding }))),
  'each record as a page': ({ around, records }) => records.map((each) => around([each])),
  'each record as a page in lists': ({ around, records }) => [[records.map((each) => [around([each])])]],
  'each record as a text': ({ around, records }) => around(records.map((each) => JSON.stringify(each))),
  'pages within the list': ({ around, records }) => around(records.map((each) => around([each]))),
  'nulls between': ({ around, records }) => around(records.flatMap((each) => [null, each])),
  'nulls instead': ({ around, records }) => around(records.map(() => null)),
  'in an object': ({ around, records }) => ({ data: around(records) }),
  'in a list called Findings': ({ around, records }) => ({ Findings: [around(records)] }),
  'in an object called Findings': ({ around, records }) => ({ Findings: around(records) }),
  'the list in capitals': ({ around, records, list }) =>
    renamed(around(records), list, (name) => name.toUpperCase()),
  'the list called results': ({ around, records, list }) => renamed(around(records), list, () => 'results'),
  'each renamed in an array': ({ records, list }) =>
    records.map((each) => ({ [list === null ? 'x' : `${list}s`]: [each] })),
  'beside an empty list': ({ records }) => ({ Findings: [], results: records }),
  'before an empty list': ({ records }) => ({ results: records, Findings: [] }),
  'pages beside empty lists': ({ records }) => records.map((each) => ({ Findings: [], results: [each] })),
  'some beside the list': ({ records }) => ({ Findings: records.slice(1), more: records.slice(0, 1) }),
  'an empty list in each record': ({ around, records }) =>
    around(records.map((each) => ({ Findings: [], evidence: [], ...record(each), findings: [] }))),
  'one page, and its list is lost': ({ around, records }) => [around(records), { NextToken: 'x' }],
  'a page without findings, and more to come': ({ list }) => ({ [list ?? 'Findings']: [], NextToken: 'x' }),
  'texts beside an empty list': ({ records }) => ({
    Findings: [],
    results: records.map((each) => JSON.stringify(each)),
  }),
  'an empty list of many': () => ({ total: 12, Findings: [] }),
};

const renamed = (document: unknown, list: string | null, name: (list: string) => string): unknown =>
  list === null
    ? document
    : Object.fromEntries(
        Object.entries(record(document)).map(([key, value]) => [key === list ? name(list) : key, value]),
      );

/** What is read of it; null where it is refused in words that name the file. */
async function outcome(name: string, content: unknown): Promise<Outcome | null> {
  try {
    return await readAll(name, content, 5000);
  } catch (error) {
    if (!(error instanceof DemarcError)) throw error;
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.message).toContain(name);
    return null;
  }
}

/** Of `times` as many findings as before, fewer only with a word on it. */
function expectNoneLost(whole: Outcome, read: Outcome | null): void {
  if (read === null) return;
  expect(read.summary.notes.join('\n')).not.toContain('holds no findings');
  if (read.findings.length < whole.findings.length)
    expect(
      read.summary.unreadable + read.summary.notes.filter((note) => /not read|fewer cells/.test(note)).length,
    ).toBeGreaterThan(0);
}

const documents = samples.filter((name) => name.endsWith('.json') && name !== 'trusted-advisor-clean.json');

describe.each(documents)('%s', (name) => {
  const text = Buffer.from(findingsFixture(name)).toString();
  it.each(Object.keys(ALTERATIONS))('%s loses nothing without a word', async (how) => {
    const sample = sampleOf(JSON.parse(text));
    expectNoneLost(await readAll(name, text), await outcome(name, ALTERATIONS[how]?.(sample)));
  });
});

describe.each(samples)('%s', (name) => {
  const bytes = findingsFixture(name);
  it('cut off is refused, or says what was not read', async () => {
    const whole = await readAll(name, bytes);
    const end = bytes.toString().trimEnd().length;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: end - 1 }), async (at) => {
        const cut = bytes.subarray(0, at);
        const read = await outcome(name, cut);
        // Of a table the last line may be whole, and a list of lines ends anywhere, as YAML does.
        if (name.endsWith('.yaml') && cut.at(-1) === 0x0a) return;
        const lines = cut.toString().trimEnd().split('\n').length;
        if (read !== null && /\.(csv|jsonl)$/.test(name) && read.findings.length < whole.findings.length)
          expect(read.findings.length + read.summary.unreadable).toBeGreaterThanOrEqual(
            Math.min(lines - 2, whole.findings.length),
          );
        else expectNoneLost(whole, read);
      }),
      { numRuns: runs(6) },
    );
  });
});

describe.each(samples.filter((name) => name.endsWith('.csv')))('%s', (name) => {
  const text = Buffer.from(findingsFixture(name)).toString();
  const [head = '', ...rows] = text.trimEnd().split(/\r?\n/);
  const mark = head.includes(';') ? ';' : ',';
  it.each([
    ['rows of one cell', [head, ...rows.map((row) => row.split(mark)[0] ?? '')].join('\n')],
    ['rows of two cells', [head, ...rows.map((row) => row.split(mark).slice(0, 2).join(mark))].join('\n')],
    ['rows with another separator', [head, ...rows.map((row) => row.replaceAll(mark, '\t'))].join('\n')],
    ['line ends of a Macintosh', [head, ...rows].join('\r')],
    [
      'a head in quotes and capitals',
      [
        head
          .split(mark)
          .map((cell) => `"${cell.replaceAll('"', '').toUpperCase()}"`)
          .join(mark),
        ...rows,
      ].join('\n'),
    ],
    ['a line of its own before', ['Report of today', head, ...rows].join('\n')],
    ['the head twice', [head, head, ...rows].join('\n')],
    ['empty lines between', [head, ...rows].join('\n\n')],
    ['blanks before', `\n\n${text}`],
  ])('%s lose nothing without a word', async (_, altered) => {
    expectNoneLost(await readAll(name, text), await outcome(name, altered));
  });
});
