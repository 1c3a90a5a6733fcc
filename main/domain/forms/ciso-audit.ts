import { schemeFor } from '../controls/find-controls.ts';
import { statusWords } from '../layouts/facts.ts';
import { type ControlRow, controlRow, type Gathered } from '../layouts/gather.ts';
import { renderParts } from '../layouts/lines.ts';
import { OWN_PARTS } from '../layouts/own-seat.ts';
import { settledFacts } from '../layouts/settled.ts';
import { leavesOut } from '../report/audience.ts';
import { type FormControls, type FormRow, type FormSheet, foldHeading, type PlannedRow } from './plan.ts';
import { whyNothing } from './why-nothing.ts';

/** The columns of CISO Assistant's sheet of an audit that matter here, as its data import wizard names them. */
const HEADINGS = {
  urn: 'urn',
  assessable: 'assessable',
  id: 'ref_id',
  result: 'compliance_result',
  progress: 'requirement_progress',
  text: 'observations',
} as const;
type Part = keyof typeof HEADINGS;
const NEEDED: readonly Part[] = ['urn', 'assessable', 'id', 'result'];

/** CISO Assistant's own frameworks, by the name in their urns, with the catalogue's id of the same edition. */
const FRAMEWORKS: Readonly<Record<string, string>> = {
  'cis-benchmark-aws-foundations': 'cis-aws-7.0',
  'fedramp-rev5': 'nist-800-53-r5',
  'iso27001-2022': 'iso-27001-2022',
  'nist-800-171-rev2': 'nist-800-171-r2',
  'nist-csf-2.0': 'nist-csf-2.0',
  'nist-sp-800-53-rev5': 'nist-800-53-r5',
  'pcidss-4_0': 'pci-dss-4.0.1',
  'soc2-2017': 'soc2-tsc-2017',
  'soc2-2017-rev-2022': 'soc2-tsc-2017',
};
/** Frameworks of which a number alone is a clause of another chapter than the control with that number. */
const ONLY_WITH: Readonly<Record<string, RegExp>> = { 'iso-27001-2022': /^A\b/i };

/** A sheet for the import of an audit, to be filled in in place. */
export interface AuditSheet {
  readonly sheet: FormSheet;
  readonly headingRow: number;
  readonly columns: ReadonlyMap<Part, number>;
  /** As its urns name it: `iso27001-2022`; null where they name none, or several. */
  readonly framework: string | null;
}

/** The sheets that CISO Assistant gives out for the audit of a framework: its catalogue's template, or an audit that was exported. */
export const auditSheets = (sheets: readonly FormSheet[]): readonly AuditSheet[] =>
  sheets.flatMap((sheet) => {
    const [heading] = sheet.rows;
    if (!heading) return [];
    const columns = columnsOf(heading);
    if (NEEDED.some((part) => !columns.has(part))) return [];
    const urns = sheet.rows.slice(1).map(({ cells }) => cells.get(columns.get('urn') ?? 0) ?? '');
    const named = new Set(urns.flatMap((urn) => /^urn:[^:]+:[^:]+:req_node:([^:]+):/.exec(urn)?.[1] ?? []));
    const [framework = null] = named;
    return [{ sheet, headingRow: heading.number, columns, framework: named.size === 1 ? framework : null }];
  });

/** Whether headings are those of such a sheet. */
export const areAuditHeadings = (headings: readonly string[]): boolean => {
  const there = new Set(headings.map(foldHeading));
  return NEEDED.every((part) => there.has(foldHeading(HEADINGS[part])));
};

function columnsOf({ cells }: FormRow): ReadonlyMap<Part, number> {
  const found = new Map<Part, number>();
  for (const part of Object.keys(HEADINGS) as Part[]) {
    const at = [...cells].find(([, text]) => foldHeading(text) === foldHeading(HEADINGS[part]))?.[0];
    if (at !== undefined) found.set(part, at);
  }
  return found;
}

/** The catalogue's id for a framework as urns name it: one of CISO Assistant's own, or one that bears the catalogue's id. */
export const auditedFramework = (named: string): string =>
  Object.hasOwn(FRAMEWORKS, named) ? (FRAMEWORKS[named] ?? named) : named;

export interface AuditInput {
  readonly gathered: Gathered;
  readonly framework: string;
  readonly controls: FormControls;
  /** What `{seat}` and its like stand for. */
  readonly words: Readonly<Record<string, string>>;
}

/**
 * What is to be written into the rows of the sheet, one for each requirement that is assessed: the result by the facts that every layout
 * judges by, how far the assessment is, and who does what. A requirement of which nothing is decided stays empty, so that nothing of the
 * audit is taken back by its import.
 */
export function planAudit(
  { sheet, headingRow, columns }: AuditSheet,
  input: AuditInput,
): readonly PlannedRow[] {
  const textOf = (row: FormRow, part: Part) => row.cells.get(columns.get(part) ?? -1)?.trim() ?? '';
  return sheet.rows.flatMap((row): readonly PlannedRow[] => {
    if (row.number <= headingRow || !isYes(textOf(row, 'assessable'))) return [];
    const id = textOf(row, 'id');
    const at = { sheet: sheet.name, row: row.number, id: id || textOf(row, 'urn') };
    const control = controlOf(id, input);
    if (!control) return [{ ...at, cells: [], why: UNKNOWN }];
    const found = controlRow(control, input.gathered);
    const planned = cellsOf(found, columns, input);
    const judged = !['', ...UNTOUCHED.result].includes(textOf(row, 'result'));
    const silent = planned.cells.every(({ column }) => column !== columns.get('result'));
    return [
      {
        ...at,
        duties: control.responsibilities,
        ...planned,
        ...(judged && silent && planned.cells.length > 0 ? { cells: [], why: JUDGED } : {}),
      },
    ];
  });
}
/** As its reader takes it: whatever is neither empty nor false. */
const isYes = (text: string): boolean => !['', 'false', '0', 'no'].includes(text.toLowerCase());
const JUDGED =
  'It has a result already, and a duty that bears on it is open, so nothing is written beside that.';
const UNKNOWN = 'The catalogue does not have this requirement.';

function controlOf(id: string, { framework, controls }: AuditInput) {
  if (id === '' || ONLY_WITH[framework]?.test(id) === false) return undefined;
  const scheme = schemeFor(framework);
  const parsed = scheme === undefined ? { control: id, part: null } : scheme.parse(id);
  return parsed === null ? undefined : controls.find(parsed);
}

const RESULTS: Readonly<Record<string, string>> = {
  Implemented: 'compliant',
  'Partially implemented': 'partially_compliant',
  'Not implemented': 'non_compliant',
  'Risk accepted': 'non_compliant',
  'Not applicable': 'not_applicable',
};
/** What an audit says of a requirement that nobody has looked at yet. */
const UNTOUCHED = { result: ['not_assessed'], progress: ['to_do'] } as const;
const OPEN = 'A duty that bears on it has no answer that can stand, so its result is left to you.';

function cellsOf(
  row: ControlRow,
  columns: AuditSheet['columns'],
  { gathered, words }: AuditInput,
): Pick<PlannedRow, 'cells' | 'why' | 'open'> {
  const open = row.facts.has('open');
  const decided = row.duties.some(({ rows }) =>
    rows.some(({ ownership }) => ownership.kind !== 'unanswered'),
  );
  if (row.facts.has('unasked') || !decided) return { cells: [], why: whyNothing(row) };
  const facts = settledFacts(row.facts);
  const result = RESULTS[statusWords(facts) ?? ''];
  const progress = leavesOut(gathered.report, 'drafts') ? null : progressOf(row);
  const { text } = renderParts(OWN_PARTS, row.lines, facts, gathered.names, words);
  const said = [
    { part: 'result', text: result ?? null, how: { together: true, placeholders: UNTOUCHED.result } },
    { part: 'progress', text: progress, how: { together: true, placeholders: UNTOUCHED.progress } },
    { part: 'text', text, how: { explains: true } },
  ] as const;
  return {
    cells: said.flatMap(({ part, text: value, how }) => {
      const column = columns.get(part);
      return column === undefined || value === null ? [] : [{ column, values: [{ text: value }], ...how }];
    }),
    why: result === undefined ? (open ? OPEN : whyNothing(row)) : null,
    open,
  };
}

/** How far the assessment of a requirement is: done where every answer behind it was accepted. */
function progressOf({ duties, facts }: ControlRow): string {
  if (facts.has('open')) return 'in_progress';
  const reviews = new Set(duties.flatMap(({ rows }) => rows.map(({ review }) => review)));
  if (reviews.has('draft') || reviews.has('returned')) return 'in_progress';
  return reviews.has('submitted') ? 'in_review' : 'done';
}
