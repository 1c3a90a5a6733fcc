import type { FindingResult } from '../../contract/findings.ts';
import { counted } from '../../domain/words/counted.ts';
import { asObjects, asText, type Loose } from '../oscal/values.ts';

// What results of an assessment in OSCAL say of the risks that a finding names: their status by NIST's model (open, investigating, remediating, deviation-requested,
// deviation-approved, closed), and FedRAMP's approvals of false positives and operational requirements beside it.

/** All of them accepted or false; or treated in a way that does not say whether the control is satisfied now. */
export type Treatment = 'accepted' | 'treated';
/** How a finding counts that is not satisfied. */
export const TREATED: Readonly<Record<Treatment, FindingResult>> = {
  accepted: 'suppressed',
  treated: 'manual',
};

const ACCEPTED: ReadonlySet<string | null> = new Set(['false-positive', 'operational-requirement']);
const isAccepted = (risk: Loose): boolean =>
  asObjects(risk.props).some(({ name, value }) => ACCEPTED.has(asText(name)) && asText(value) === 'approved');
/** An approved deviation may be no more than another rating, and what is closed was found before it was mended. */
const isTreated = (risk: Loose): boolean =>
  ['closed', 'deviation-approved'].includes(asText(risk.status)?.toLowerCase() ?? '');

/** What was decided of all the risks that a finding names; null where one is open, is not in the document, or none is named. */
export function treatmentOf(finding: Loose, risks: ReadonlyMap<string, Loose>): Treatment | null {
  const named = [...asObjects(finding['related-risks']), ...asObjects(finding['associated-risks'])].map(
    (each) => risks.get(asText(each['risk-uuid']) ?? ''),
  );
  if (named.length === 0 || !named.every((risk) => risk && (isAccepted(risk) || isTreated(risk))))
    return null;
  return named.every((risk) => risk && isAccepted(risk)) ? 'accepted' : 'treated';
}

/** What is to be told of findings that count otherwise than their state says, by how many there are. */
export function treatmentNotes({
  accepted,
  treated,
}: Readonly<Record<Treatment, number>>): readonly string[] {
  return [
    ...(accepted > 0
      ? [
          `${counted(accepted, 'finding that is not satisfied counts', 'findings that are not satisfied count')} as suppressed: the risks that ${accepted === 1 ? 'it names' : 'they name'} are approved as false positives or operational requirements.`,
        ]
      : []),
    ...(treated > 0
      ? [
          `${counted(treated, 'finding that is not satisfied is', 'findings that are not satisfied are')} to be looked at by hand: the risks that ${treated === 1 ? 'it names' : 'they name'} are closed or have an approved deviation, and no finding says how the control stands since.`,
        ]
      : []),
  ];
}
