import type { LayoutReconciliation } from '../../contract/layouts.ts';
import type { DecidedControl, DecisionRecord } from '../../domain/layouts/decision-record.ts';
import { textOf, writeText } from './text-file.ts';

const MAX_PROBLEMS = 10;

/** Writes a Security Decision Record as JSON to `path`, which may lie in a sealed folder. */
export const writeDecisionRecord = (record: DecisionRecord, path: string): Promise<void> =>
  writeText(path, `${JSON.stringify(record, null, 2)}\n`);

/** Reads the file again and holds every control, status and description against the record. */
export async function readDecisionRecordBack(
  path: string,
  record: DecisionRecord,
): Promise<LayoutReconciliation> {
  const found = JSON.parse(textOf(path)) as DecisionRecord;
  const there = new Map(found.securityControls.map((control) => [control.controlId, control]));
  const problems = record.securityControls
    .filter((control) => JSON.stringify(there.get(control.controlId)) !== JSON.stringify(control))
    .map(({ controlId }) => `${controlId} is not what was to stand there.`);
  if (there.size !== found.securityControls.length) problems.push('A control stands in it twice.');
  if (found.certificationPackageOverviewUri !== record.certificationPackageOverviewUri)
    problems.push('It names another package overview.');
  const count = (of: DecisionRecord, has: (control: DecidedControl) => boolean) =>
    of.securityControls.filter(has).length;
  const counted = (
    [
      ['controls', () => true],
      ['statuses', (control) => control.controlImplementationStatus !== undefined],
      ['descriptions', (control) => control.controlImplementationDescription !== undefined],
    ] as const satisfies readonly (readonly [string, (control: DecidedControl) => boolean])[]
  ).map(([what, has]) => ({ what, expected: count(record, has), found: count(found, has) }));
  return {
    ok: problems.length === 0 && counted.every(({ expected, found: read }) => expected === read),
    counted,
    problems: problems.slice(0, MAX_PROBLEMS),
  };
}
