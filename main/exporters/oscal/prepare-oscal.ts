import type { RegisterRow } from '../../contract/assignments.ts';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import type { LayoutReconciliation } from '../../contract/layouts.ts';
import type { FillLook } from '../../domain/layouts/gather.ts';
import type { OscalInput, OscalLayout, OscalVersion } from '../../domain/layouts/oscal.ts';
import { preparedSentence } from '../../domain/report/audience.ts';
import { numeral } from '../../domain/words/counted.ts';
import { componentDefinition } from './component-definition.ts';
import { type Context, contextOf, type OscalDocument } from './document.ts';
import { seatOf } from './duty.ts';
import { IntegrityCheck } from './integrity.ts';
import { readBack } from './read-back.ts';
import { type Selection, selectControls } from './selection.ts';
import { systemPlan } from './system-plan.ts';
import { documentText, type WriteControls, writeText } from './write-json.ts';

/** A document that is ready to be written. */
export interface PreparedOscal {
  /** Rows of the register that it holds. */
  readonly rows: number;
  /** What of this workbook it could not hold, or holds under another name; sentences. */
  readonly leftOut: readonly string[];
  /** Checks while it writes that the document holds together; UNEXPECTED when it does not. */
  write(path: string, controls?: WriteControls): Promise<void>;
  /** Reads the file again and looks for every row, note and piece of evidence; `look` hears how many parts are read. */
  reconcile(path: string, look?: (done: number) => void): Promise<LayoutReconciliation>;
}

/**
 * Chooses controls and rows for an OSCAL document; `look` hears how many rows are read. INVALID_INPUT when the workbook has
 * nothing to say in this layout, or more than one document can hold.
 */
export function prepareOscal(
  input: OscalInput,
  layout: OscalLayout,
  version: OscalVersion,
  look?: FillLook,
): PreparedOscal {
  const context = makeContext(input, layout, version, look);
  const document = makeDocument(context);
  return {
    rows: context.selection.bearing.length,
    leftOut: [
      ...preparedFor(input),
      ...otherFrameworks(input),
      ...document.leftOut,
      ...countedMarks(context),
    ],
    write: (path, controls = {}) => write(path, context, document, controls),
    reconcile: (path, look) => readBack(path, context, document.root, look),
  };
}

async function write(
  path: string,
  context: Context,
  document: OscalDocument,
  controls: WriteControls,
): Promise<void> {
  const { controls: chosen } = context.selection;
  const check = new IntegrityCheck(new Set(chosen.map(({ token }) => token)));
  let done = 0;
  const text = documentText({ [document.root]: document.body }, (part, list) => {
    check.see(part, list);
    if (list !== document.steps.list) return;
    done += 1;
    controls.progress?.(done, document.steps.count, document.steps.label);
  });
  await writeText(path, text, controls);
  const problems = check.problems();
  if (problems.length > 0)
    throw new DemarcError(
      'UNEXPECTED',
      `The OSCAL document does not hold together, so it was thrown away: ${problems.slice(0, 3).join(' ')} The workbook is safe; please report this.`,
      problems,
    );
}

/**
 * Statements of one row about one control in one document. A plan of the FedRAMP Moderate baseline reaches it at about ten
 * thousand services and weighs some gigabytes by then, which no reader of OSCAL takes.
 */
const MOST_STATEMENTS = 4_000_000;

function refuseTooMany({ controls, byDuty }: Selection): void {
  let statements = 0;
  for (const { responsibilities } of controls)
    for (const duty of responsibilities) statements += byDuty.get(duty)?.length ?? 0;
  if (statements > MOST_STATEMENTS)
    throw invalidInput(
      `The document would hold ${numeral(statements)} statements, one of each duty about each control; ${numeral(MOST_STATEMENTS)} is the most. Choose fewer frameworks under Scope, or record the services in several workbooks.`,
    );
}

function makeContext(
  input: OscalInput,
  layout: OscalLayout,
  version: OscalVersion,
  look?: FillLook,
): Context {
  const kinds = new Map(input.report.parties.map(({ id, kind }) => [id, kind]));
  const forClients = layout === 'oscal-provider-ssp';
  const passedOn = (party: string) => seatOf(kinds.get(party) ?? 'third-party') === 'passed-on';
  let unnamed = 0;
  const told = (row: RegisterRow): RegisterRow => {
    if (!forClients || row.shares.some(({ party }) => passedOn(party))) return row;
    unnamed += 1;
    return withoutNames(row);
  };
  const selection = selectControls(input, told, look);
  refuseTooMany(selection);
  if (selection.controls.length === 0)
    throw invalidInput(
      'Nothing asked in this workbook bears on a control of its frameworks, so the document would say nothing. Choose other frameworks under Scope, or add services.',
    );
  if (unnamed === 0) return contextOf(input, layout, version, selection, look);
  const all =
    unnamed === selection.rows.length
      ? 'no client has a part in any of them'
      : 'no client has a part in them';
  const leftOut = [
    ...selection.leftOut,
    `People and evidence of ${unnamed === 1 ? '1 row' : `${unnamed} rows`}: ${all}, so clients are told what they inherit and not who does it.`,
  ];
  return contextOf(input, layout, version, { ...selection, leftOut }, look);
}

/** What a client may inherit, without what is nobody's business but ours. */
const withoutNames = (row: RegisterRow): RegisterRow => ({
  ...row,
  shares: row.shares.map((share) => ({ ...share, person: null })),
  evidence: [],
});

const makeDocument = (context: Context): OscalDocument =>
  context.layout === 'oscal-component-definition' ? componentDefinition(context) : systemPlan(context);

/** For whom it is, and what is left out for them. */
function preparedFor({ report }: OscalInput): readonly string[] {
  const sentence = preparedSentence(report.meta.prepared);
  return sentence === null ? [] : [sentence];
}

/** A plan is of one framework; which of those that were chosen are not in it. */
const otherFrameworks = ({ others }: OscalInput): readonly string[] =>
  others.length === 0
    ? []
    : [
        `A plan is of one framework. Not in this one: ${others.join(', ')}. Each has its own with --framework.`,
      ];

/** Marks for which OSCAL has no place, counted. */
function countedMarks({ selection, input, evidence, named }: Context): readonly string[] {
  const { rows } = selection;
  const { report } = input;
  const counts: readonly (readonly [number, string, string])[] = [
    [rows.filter(({ parked }) => parked).length, 'mark of a parked question', 'marks of parked questions'],
    [
      rows.filter(({ confirmLater }) => confirmLater).length,
      'mark of an answer to be confirmed',
      'marks of answers to be confirmed',
    ],
    [rows.filter(({ review }) => review !== 'draft').length, 'review state', 'review states'],
    [report.gaps.length, 'gap', 'gaps'],
    [report.signOffs.length, 'sign-off', 'sign-offs'],
    [
      report.evidence.length - evidence.length,
      'piece of evidence that supports nothing told to clients',
      'pieces of evidence that support nothing told to clients',
    ],
    [
      report.parties.length - named.length,
      'party that has no part in what clients are told',
      'parties that have no part in what clients are told',
    ],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}.`);
}
