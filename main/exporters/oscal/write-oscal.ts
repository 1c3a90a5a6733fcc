import { DemarcError, invalidInput } from '../../contract/errors.ts';
import type { Reconciliation } from '../../contract/exports.ts';
import type { OscalInput, OscalLayout, OscalVersion } from '../../domain/oscal.ts';
import { componentDefinition } from './component-definition.ts';
import { type Context, contextOf, type OscalDocument } from './document.ts';
import { seatOf } from './duty.ts';
import { IntegrityCheck } from './integrity.ts';
import { readBack } from './read-back.ts';
import { selectControls } from './selection.ts';
import { systemPlan } from './system-plan.ts';
import { documentText, writeText } from './write-json.ts';

export interface TaskProgress {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number | null, label: string) => void) | undefined;
}
export interface WrittenOscal {
  /** Rows of the register that it holds. */
  readonly rows: number;
  readonly reconciliation: Reconciliation;
  /** What of this workbook it could not hold, or holds under another name; sentences. */
  readonly leftOut: readonly string[];
}

/**
 * Writes an OSCAL document to `path`, checks while writing that it holds together, and reads it back. INVALID_INPUT when
 * the workbook has nothing to say in this layout; UNEXPECTED when what was made does not hold together.
 */
export async function writeOscal(
  input: OscalInput,
  path: string,
  layout: OscalLayout,
  version: OscalVersion,
  controls: TaskProgress = {},
): Promise<WrittenOscal> {
  const context = makeContext(input, layout, version);
  const document = makeDocument(context);
  const check = new IntegrityCheck(new Set(context.selection.controls.map(({ token }) => token)));
  const total = context.selection.controls.length;
  let done = 0;
  const text = documentText({ [document.root]: document.body }, (part, list) => {
    check.see(part, list);
    if (list === 'implemented-requirements') {
      done += 1;
      controls.progress?.(done, total, 'Controls');
    }
  });
  await writeText(path, text, controls);
  const problems = check.problems();
  if (problems.length > 0)
    throw new DemarcError(
      'UNEXPECTED',
      `The OSCAL document does not hold together, so it was thrown away: ${problems.slice(0, 3).join(' ')} The workbook is safe; please report this.`,
      problems,
    );
  const reconciliation = await readBack(path, context, document.root);
  return {
    rows: reconciliation.found.rows,
    reconciliation,
    leftOut: [...document.leftOut, ...countedMarks(context)],
  };
}

function makeContext(input: OscalInput, layout: OscalLayout, version: OscalVersion): Context {
  const kinds = new Map(input.report.parties.map(({ id, kind }) => [id, kind]));
  const forClients = layout === 'oscal-provider-ssp';
  const passedOn = (party: string) => seatOf(kinds.get(party) ?? 'third-party') === 'passed-on';
  const selection = selectControls(
    input,
    forClients ? ({ shares }) => shares.some(({ party }) => passedOn(party)) : () => true,
  );
  if (forClients && selection.rows.length === 0)
    throw invalidInput(
      'No duty of this workbook is passed on to a client, so there is nothing that a provider could tell its clients. Add a party of the kind "client" and give it its part of the duties, or write oscal-ssp.',
    );
  if (selection.controls.length === 0 && layout !== 'oscal-component-definition')
    throw invalidInput(
      'Nothing asked in this workbook bears on a control of its frameworks, so a plan would be empty. Choose other frameworks under Scope, or add services.',
    );
  const more = input.report.counts.rows - selection.rows.length;
  return contextOf(
    input,
    layout,
    version,
    more === 0
      ? selection
      : { ...selection, leftOut: [...selection.leftOut, `${more} rows in which no client has a part.`] },
  );
}

const makeDocument = (context: Context): OscalDocument =>
  context.layout === 'oscal-component-definition' ? componentDefinition(context) : systemPlan(context);

/** Marks for which OSCAL has no place, counted. */
function countedMarks({ selection, input, evidence }: Context): readonly string[] {
  const { rows } = selection;
  const { report } = input;
  const counts: readonly (readonly [number, string])[] = [
    [rows.filter(({ parked }) => parked).length, 'marks of parked questions'],
    [rows.filter(({ confirmLater }) => confirmLater).length, 'marks of answers to be confirmed'],
    [rows.filter(({ review }) => review !== 'draft').length, 'review states'],
    [report.gaps.length, 'gaps'],
    [report.signOffs.length, 'sign-offs'],
    [report.evidence.length - evidence.length, 'pieces of evidence that support nothing told to clients'],
  ];
  return counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}.`);
}
