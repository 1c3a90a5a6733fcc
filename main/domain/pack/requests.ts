import { ID_SCHEMES } from '../controls/control-ids.ts';
import type { ReportFramework } from '../report/report.ts';
import { plainName } from '../words/plain-text.ts';
import type { PackEvidence } from './manifest.ts';

/** One thing that an auditor asked for, as a list of theirs names it. */
export interface AuditRequest {
  readonly id: string;
  /** What was asked, in the auditor's words; '' where the list has none. */
  readonly text: string;
  /** Duties, services, controls and pieces of evidence that it is about, as they were written. */
  readonly names: readonly string[];
}
/** Where what was asked lies in a pack. */
export interface AnsweredRequest extends AuditRequest {
  /** Refs of the duties that are meant, in the order of the register. */
  readonly duties: readonly string[];
  /** What proves one of them, or was named itself, by number. */
  readonly evidence: readonly number[];
  /** What is not there, in sentences. */
  readonly remarks: readonly string[];
}
/** What names are looked up in. `duties` are by ref, in the order of the register. */
export interface AskedOf {
  readonly duties: ReadonlyMap<string, { readonly subject: string; readonly responsibility: string }>;
  readonly frameworks: readonly ReportFramework[];
  readonly evidence: readonly Pick<PackEvidence, 'number' | 'duties' | 'file' | 'url' | 'absent'>[];
}

/** Answers every request with its duties and their evidence, and says plainly what of it is not there. */
export function answerRequests(requests: readonly AuditRequest[], of: AskedOf): readonly AnsweredRequest[] {
  const look = lookUp(of);
  const place = new Map([...of.duties.keys()].map((ref, index) => [ref, index]));
  const proofs = new Map<string, number[]>();
  for (const { number, duties } of of.evidence)
    for (const ref of duties) {
      const list = proofs.get(ref);
      if (list) list.push(number);
      else proofs.set(ref, [number]);
    }
  const pieces = new Map(of.evidence.map((piece) => [piece.number, piece]));
  return requests.map((request) => {
    const remarks: string[] = [];
    const refs = new Set<string>();
    const numbers = new Set<number>();
    if (request.names.length === 0)
      remarks.push('The list names no duty, service, control or piece of evidence for it.');
    for (const name of request.names) {
      const found = look(name);
      for (const ref of found.duties) refs.add(ref);
      for (const number of found.evidence) numbers.add(number);
      if (found.remark !== null) remarks.push(found.remark);
    }
    const duties = [...refs].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    const bare = duties.filter((ref) => !proofs.has(ref));
    if (bare.length > 0)
      remarks.push(
        bare.length === duties.length && duties.length > 1
          ? `No evidence is linked to any of its ${duties.length} duties.`
          : `No evidence is linked to ${bare.join(', ')}.`,
      );
    const evidence = [...new Set([...numbers, ...duties.flatMap((ref) => proofs.get(ref) ?? [])])].sort(
      (a, b) => a - b,
    );
    for (const number of evidence) {
      const piece = pieces.get(number);
      if (piece?.absent) remarks.push(`The file of E-${number} is not in this pack.`);
      else if (piece?.file === null && piece.url !== null)
        remarks.push(`E-${number} is a link; what it leads to is not in this pack.`);
    }
    return { ...request, duties, evidence, remarks };
  });
}

interface Found {
  readonly duties: readonly string[];
  readonly evidence: readonly number[];
  readonly remark: string | null;
}

function lookUp({ duties, frameworks, evidence }: AskedOf): (name: string) => Found {
  const bySubject = new Map<string, string[]>();
  const byDuty = new Map<string, string[]>();
  for (const [ref, { subject, responsibility }] of duties)
    for (const [groups, key] of [
      [bySubject, subject],
      [byDuty, responsibility],
    ] as const) {
      const list = groups.get(key);
      if (list) list.push(ref);
      else groups.set(key, [ref]);
    }
  const numbers = new Set(evidence.map(({ number }) => number));
  const proving = (list: readonly string[]): Found => ({ duties: list, evidence: [], remark: null });
  const nothing = (remark: string): Found => ({ duties: [], evidence: [], remark });
  return (name) => {
    const plain = plainName(name);
    if (duties.has(plain)) return proving([plain]);
    const number = Number(/^e ?- ?(\d{1,9})$/.exec(plain)?.[1] ?? Number.NaN);
    if (numbers.has(number)) return { duties: [], evidence: [number], remark: null };
    if (!Number.isNaN(number)) return nothing(`There is no evidence "${name}" in this pack.`);
    const subject = bySubject.get(plain);
    if (subject) return proving(subject);
    const controls = controlsNamed(name, frameworks);
    if (controls.length === 0)
      return nothing(
        `"${name}" is no duty, service or piece of evidence of this workbook, and no control of ${frameworks.length === 1 ? 'its framework' : 'its frameworks'}.`,
      );
    const found = controls.flatMap(({ responsibilities }) =>
      responsibilities.flatMap((id) => byDuty.get(id) ?? []),
    );
    return found.length > 0 ? proving(found) : nothing(`No duty that this workbook asks bears on ${name}.`);
  };
}

type Control = ReportFramework['controls'][number];
/** The controls of that id, in any spelling, of each framework that has it. */
function controlsNamed(name: string, frameworks: readonly ReportFramework[]): readonly Control[] {
  return frameworks.flatMap(({ id: framework, controls }) => {
    const known = ID_SCHEMES.filter((scheme) => scheme.framework === framework);
    const ids = new Set([name.trim(), ...known.flatMap(({ parse }) => parse(name)?.control ?? [])]);
    const folded = new Set([...ids].map(plainName));
    return controls.filter(({ id }) => folded.has(plainName(id)));
  });
}

/** Whether something of what was asked lies in the pack, or is named there. */
export const isAnswered = ({ evidence }: Pick<AnsweredRequest, 'evidence'>): boolean => evidence.length > 0;
