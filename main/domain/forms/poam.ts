import { type Gap, SEVERITIES, type Severity } from '../../contract/gaps.ts';
import { ACTION_OVERDUE } from '../gaps/action-overdue.ts';
import { GAP_RULES } from '../gaps/rules.ts';
import type { ReportAction } from '../report/desk.ts';
import type { Report } from '../report/report.ts';
import { counted } from '../words/counted.ts';
import { planHeaderBlocks } from './header-block.ts';
import {
  type FormControls,
  type FormRow,
  type FormSheet,
  type FormValue,
  foldHeading,
  type PlannedRow,
} from './plan.ts';

/** Gaps that are a weakness of the system; the others are of the record, and no plan of the form's kind is made for them. */
const WEAKNESSES: ReadonlySet<string> = new Set([
  'misconception',
  'failed-finding',
  'evidence-expired',
  'implemented-without-evidence',
  'service-lifecycle',
]);
const RATING: Readonly<Record<Severity, string>> = { high: 'High', medium: 'Moderate', low: 'Low' };

type Field = 'id' | 'controls' | 'name' | 'description' | 'source' | 'asset' | 'contact' | 'plan';
type Dated = 'detected';
type More = 'milestones' | 'rating';
/** Headings of the form, by what stands below them. */
const HEADINGS: ReadonlyMap<string, Field | Dated | More> = new Map([
  ['poam id', 'id'],
  ['controls', 'controls'],
  ['weakness name', 'name'],
  ['weakness description', 'description'],
  ['weakness detector source', 'source'],
  ['asset identifier', 'asset'],
  ['point of contact', 'contact'],
  ['overall remediation plan', 'plan'],
  ['original detection date', 'detected'],
  ['planned milestones', 'milestones'],
  ['original risk rating', 'rating'],
]);
type Item = Readonly<Record<Field | More, string | null>> & {
  readonly id: string;
  readonly detected: string;
};

interface Table {
  readonly sheet: FormSheet;
  readonly headingRow: number;
  readonly columns: ReadonlyMap<number, Field | Dated | More>;
  readonly idColumn: number;
}

/** The table of open items in these sheets; null where they are those of another form. */
export function poamTable(sheets: readonly FormSheet[]): Table | null {
  for (const sheet of sheets) {
    if (/\bclosed\b/i.test(sheet.name)) continue;
    for (const { number, cells } of sheet.rows.filter((row) => row.number <= 40)) {
      const columns = new Map(
        [...cells].flatMap(([column, text]) => {
          const field = HEADINGS.get(foldHeading(text));
          return field === undefined ? [] : [[column, field] as const];
        }),
      );
      const fields = [...columns.values()];
      if (!fields.includes('id') || !fields.includes('name') || fields.length < 6) continue;
      const idColumn = [...columns].find(([, field]) => field === 'id')?.[0] ?? 0;
      return { sheet, headingRow: number, columns, idColumn };
    }
  }
  return null;
}

/**
 * The open items of a POA&M: each action still to be done, with the gaps that it covers, and each weakness that no action covers, once
 * for each place: several pieces of evidence of one duty may have expired. An item that stands in the form already keeps its row; the others go below the last row that is taken.
 */
export function planPoam(
  sheets: readonly FormSheet[],
  table: Table,
  report: Report,
  nist: FormControls,
): { readonly rows: readonly PlannedRow[]; readonly leftOut: readonly string[] } {
  const actions = report.desk().actions.filter(({ state }) => state === 'open' || state === 'in-progress');
  const controls = controlsOf(nist);
  const labels = new Map(report.services.map(({ ref, label }) => [ref, label]));
  const items = [
    ...actions.map((action) => ofAction(action, report.gaps, controls, labels)),
    ...[...weaknessesOf(report.gaps)].flatMap(([id, gaps]) =>
      ofGaps(id, gaps, report.meta.judgedAsOf, controls, labels),
    ),
  ];
  const header = planHeaderBlocks([table.sheet], {
    csp: report.meta.organisation,
    system: report.meta.title,
    date: report.meta.judgedAsOf,
  });
  return {
    rows: [...header, ...placed(items, table)],
    leftOut: leftOutOf(report, sheets),
  };
}

/** The gaps that are weaknesses and that no action covers, by what names their item. */
function weaknessesOf(gaps: readonly Gap[]): ReadonlyMap<string, readonly Gap[]> {
  const found = new Map<string, Gap[]>();
  for (const gap of gaps) {
    if (gap.action !== null || !WEAKNESSES.has(gap.rule)) continue;
    const id = `${gap.rule}:${gap.ref ?? gap.subject}`;
    const list = found.get(id);
    if (list) list.push(gap);
    else found.set(id, [gap]);
  }
  return found;
}

function placed(
  items: readonly Item[],
  { sheet, headingRow, columns, idColumn }: Table,
): readonly PlannedRow[] {
  const below = sheet.rows.filter(({ number }) => number > headingRow);
  const known = new Map(below.map((row) => [row.cells.get(idColumn)?.trim() ?? '', row]));
  const isTaken = ({ cells }: FormRow) =>
    [...columns.keys()].some((column) => (cells.get(column) ?? '') !== '');
  let free = below.filter(isTaken).reduce((last, { number }) => Math.max(last, number), headingRow) + 1;
  return items.map((item): PlannedRow => {
    const before = known.get(item.id);
    const row = before?.number ?? free++;
    const cells = [...columns].flatMap(([column, field]) => {
      const value = item[field];
      // The day on which it was first detected does not move to the day of a later judgement.
      if (value === null || (field === 'detected' && before?.cells.has(column))) return [];
      const said: FormValue = field === 'detected' ? { date: value } : { text: value };
      return [{ column, values: [said] }];
    });
    return { sheet: sheet.name, row, id: item.id, cells, why: null };
  });
}

type ControlsOf = (duty: string | null) => string | null;
function controlsOf(nist: FormControls): ControlsOf {
  const byDuty = new Map<string, string[]>();
  // Whole controls: a part of one stands for it here.
  for (const { id, responsibilities } of nist.all.filter(({ id }) => !/\([a-z]\)/.test(id)))
    for (const duty of responsibilities) {
      const list = byDuty.get(duty);
      if (list) list.push(id);
      else byDuty.set(duty, [id]);
    }
  return (duty) => (duty === null ? null : (byDuty.get(duty)?.join(', ') ?? null));
}

type Labels = ReadonlyMap<string, string>;
/** What it is about by the name that the workbook uses and, where that is another, the one that people know. */
function assetOf(subject: string | null, labels: Labels): string | null {
  if (subject === null) return null;
  const label = labels.get(subject) ?? (subject === 'workbook' ? 'Organisation-wide' : subject);
  return label === subject || subject === 'workbook' ? label : `${label} (${subject})`;
}

const SOURCE = 'Responsibility assessment';

function worstRating(gaps: readonly Gap[]): string | null {
  const worst = SEVERITIES.find((severity) => gaps.some((gap) => gap.severity === severity));
  return worst === undefined ? null : RATING[worst];
}

function ofAction(action: ReportAction, gaps: readonly Gap[], controls: ControlsOf, labels: Labels): Item {
  // That the action itself is late is no weakness that it covers.
  const covered = gaps.filter(
    ({ action: number, rule }) => number === action.number && rule !== ACTION_OVERDUE.id,
  );
  return {
    id: `A-${action.number}`,
    controls: controls(action.responsibility),
    name: action.title,
    description: [
      ...new Set(covered.map(({ sentence }) => sentence)),
      ...(covered.length === 0 ? [action.about] : []),
    ].join('\n'),
    source: SOURCE,
    asset: assetOf(action.subject, labels),
    contact: action.owner,
    plan: action.title,
    detected: action.createdAt.slice(0, 10),
    milestones: action.dueOn === null ? null : `(1) ${action.dueOn}: ${action.title}`,
    rating: worstRating(covered),
  };
}

function ofGaps(
  id: string,
  gaps: readonly Gap[],
  asOf: string,
  controls: ControlsOf,
  labels: Labels,
): readonly Item[] {
  return gaps.slice(0, 1).map(({ rule, responsibility, subject }) => ({
    id,
    controls: controls(responsibility),
    name: GAP_RULES.find((each) => each.id === rule)?.title ?? rule,
    description: gaps.map(({ sentence }) => sentence).join('\n'),
    source: SOURCE,
    asset: assetOf(subject, labels),
    contact: null,
    plan: null,
    detected: asOf,
    milestones: null,
    rating: worstRating(gaps),
  }));
}

function leftOutOf({ gaps, desk }: Report, sheets: readonly FormSheet[]): readonly string[] {
  const sentences: string[] = [];
  const record = gaps.filter(({ rule, action }) => action === null && !WEAKNESSES.has(rule));
  if (record.length > 0)
    sentences.push(
      `${counted(record.length, 'gap is', 'gaps are')} of the record and not of the system (no answer yet, nobody named and the like), and no action covers ${record.length === 1 ? 'it' : 'them'}: not in the plan.`,
    );
  const closed = desk().actions.filter(({ state }) => state === 'done' || state === 'dropped').length;
  if (closed > 0)
    sentences.push(
      `${counted(closed, 'action is', 'actions are')} done or dropped and not among the open items${sheets.some(({ name }) => /\bclosed\b/i.test(name)) ? '; the sheet of closed items is left as it was' : ''}.`,
    );
  sentences.push(
    'The date of detection is the day on which an action was recorded, or, of a gap that no action covers, the day as of which it was judged.',
    'The day by which an item is to be completed is worked out by the form from its rating; the due date of an action stands as its first milestone.',
  );
  if (
    sheets.some(({ rows }) =>
      rows.some(({ cells }) => [...cells.values()].some((text) => /^V-\d+Example$/.test(text))),
    )
  )
    sentences.push('The example row of the form is left in it; delete it before the form goes out.');
  return sentences;
}
