import { WITHOUT_DUTY } from '../../contract/catalogue.ts';
import type { PackEvidence } from '../../domain/pack/manifest.ts';
import type { ReportFramework } from '../../domain/report/report.ts';
import { csvLine } from '../csv.ts';
import type { Duties, Duty } from './places.ts';
import { PROOF_HEADERS, proofCells } from './proof-columns.ts';

const HEADERS = [
  'Framework',
  'Control',
  'Title',
  'Duties',
  'Duties with evidence',
  ...PROOF_HEADERS,
  'Remark',
] as const;

/**
 * From a control to its files, as CSV pieces: of each control of these frameworks a line for every piece of evidence of every duty
 * that bears on it, or one line where there is none. What only links or names a file outside the pack has no file here.
 */
export function* controlsCsv(
  frameworks: readonly ReportFramework[],
  evidence: readonly PackEvidence[],
  duties: Duties,
): Generator<string> {
  yield `\ufeff${csvLine(HEADERS)}`;
  const proofs = new Map<string, PackEvidence[]>();
  for (const piece of evidence)
    for (const ref of piece.duties) {
      const list = proofs.get(ref);
      if (list) list.push(piece);
      else proofs.set(ref, [piece]);
    }
  const asked = Map.groupBy(duties.values(), ({ responsibility }) => responsibility);
  for (const { name, version, controls } of frameworks)
    for (const { id, title, responsibilities, without } of controls) {
      const bearing = responsibilities.flatMap((responsibility) => asked.get(responsibility) ?? []);
      const proved = bearing.flatMap((duty) =>
        (proofs.get(duty.ref) ?? []).map((piece) => ({ duty, piece })),
      );
      const withEvidence = new Set(proved.map(({ duty }) => duty.ref)).size;
      const head = [`${name} ${version}`, id, title, String(bearing.length), String(withEvidence)];
      if (proved.length === 0)
        yield csvLine([...head, ...proofCells(null, undefined, undefined), remark(bearing, without)]);
      else
        yield proved
          .map(({ duty, piece }) => csvLine([...head, ...proofCells(duty.ref, duty, piece), null]))
          .join('');
    }
}

function remark(bearing: readonly Duty[], without: keyof typeof WITHOUT_DUTY | undefined): string {
  if (without !== undefined) return `No duty bears on it: ${WITHOUT_DUTY[without]}`;
  if (bearing.length === 0) return 'Nothing in use is asked for a duty that bears on it.';
  return 'No evidence is linked to a duty that bears on it.';
}
