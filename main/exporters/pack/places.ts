import type { RegisterRow } from '../../contract/assignments.ts';
import type { Evidence } from '../../contract/evidence.ts';
import { parseAssignmentRef } from '../../contract/ids.ts';
import { namesById, ownershipWords } from '../../domain/duties/ownership.ts';
import type { Report } from '../../domain/report/report.ts';
import { evidenceFileName, folderName } from './file-names.ts';

/** A duty with the words that an index shows of it, and its place in the register. */
export interface Duty
  extends Pick<
    RegisterRow,
    | 'ref'
    | 'subject'
    | 'subjectLabel'
    | 'serviceName'
    | 'responsibility'
    | 'responsibilityName'
    | 'domainName'
  > {
  readonly place: number;
  readonly ownership: string;
}
/** The duties of the register in its order, by ref. */
export type Duties = ReadonlyMap<string, Duty>;

/** The duties of a report with the words that an index shows of them; walks the register once. */
export function listDuties(report: Report): Duties {
  const names = namesById(report.parties);
  const duties = new Map<string, Duty>();
  for (const row of report.rows()) {
    const { ref, subject, subjectLabel, serviceName, responsibility, responsibilityName, domainName } = row;
    const words = ownershipWords(row.ownership, names);
    const ownership = row.misconception ? `${words} (rests on a known misconception)` : words;
    const place = duties.size;
    duties.set(ref, {
      ref,
      subject,
      subjectLabel,
      serviceName,
      responsibility,
      responsibilityName,
      domainName,
      ownership,
      place,
    });
  }
  return duties;
}

/** The links of a piece of evidence in the order of the register; what the register does not have comes last. */
export function orderLinks(links: readonly string[], duties: Duties): readonly string[] {
  const place = (ref: string) => duties.get(ref)?.place ?? Number.MAX_SAFE_INTEGER;
  return [...new Set(links)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** The folder of a duty’s evidence in a pack. */
export const dutyFolder = (ref: string): string => {
  const { subject, responsibility } = parseAssignmentRef(ref);
  return `evidence/${folderName(subject)}/${folderName(responsibility)}`;
};

/**
 * Where a file of evidence lies: in the folder of the first duty, in register order, that it supports. Under each of its duties
 * it would be stored many times over, and a folder of "several" would hide it from those who go by folders; so every
 * other duty's folder has a text that says where it lies.
 */
export function evidencePath(
  evidence: Pick<Evidence, 'number' | 'kind' | 'title' | 'fileName' | 'replacedBy' | 'providerReport'>,
  links: readonly string[],
): string {
  const name =
    evidence.kind === 'note'
      ? evidenceFileName(evidence.number, `${evidence.title.replace(/[\\/]/g, '-')}.txt`)
      : evidenceFileName(evidence.number, evidence.fileName ?? evidence.title);
  const [first] = links;
  if (first !== undefined) return `${dutyFolder(first)}/${name}`;
  if (evidence.replacedBy !== null) return `evidence/_replaced/${name}`;
  // A report on a provider counts for all that it does, without a link.
  if (evidence.providerReport)
    return `evidence/${folderName(evidence.providerReport.party)}/_reports/${name}`;
  return `evidence/_not-linked/${name}`;
}
