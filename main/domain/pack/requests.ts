import { controlFinder } from '../controls/find-controls.ts';
import type { ReportFramework } from '../report/report.ts';
import { plainName } from '../words/plain-text.ts';
import type { PackEvidence } from './manifest.ts';
import { lackWords, type ProofsReport, proofsOf, staleWords } from './request-proofs.ts';

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
  /** What speaks for each duty, by ref: what is linked to it, and what covers a provider's share in it. */
  readonly byDuty: ReadonlyMap<string, readonly number[]>;
  /** Those of the evidence that have neither expired nor been replaced, on the day that the pack is judged as of. */
  readonly standing: readonly number[];
  /** What is not there, in sentences. */
  readonly remarks: readonly string[];
}
/** What names are looked up in. `duties` are by ref, in the order of the register. */
export interface AskedOf {
  readonly duties: ReadonlyMap<string, { readonly subject: string; readonly responsibility: string }>;
  readonly frameworks: readonly ReportFramework[];
  readonly evidence: readonly Pick<
    PackEvidence,
    'number' | 'file' | 'url' | 'absent' | 'expires' | 'replacedBy'
  >[];
  /** Whose parts there are in the duties, and what they are judged by. */
  readonly report: ProofsReport;
}

/** Answers every request with its duties and their evidence, and says plainly what of it is not there. */
export function answerRequests(requests: readonly AuditRequest[], of: AskedOf): readonly AnsweredRequest[] {
  const look = lookUp(of);
  const place = new Map([...of.duties.keys()].map((ref, index) => [ref, index]));
  const found = requests.map(({ names }) => names.map(look));
  const proofs = proofsOf(new Set(found.flat().flatMap(({ duties }) => duties)), of.report);
  const pieces = new Map(of.evidence.map((piece) => [piece.number, piece]));
  const day = of.report.meta.judgedAsOf;
  return requests.map((request, index) => {
    const named = found[index] ?? [];
    const duties = [...new Set(named.flatMap((each) => each.duties))].sort(
      (a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0),
    );
    const byDuty = new Map(duties.map((ref) => [ref, proofs.get(ref)?.pieces ?? []]));
    const evidence = [
      ...new Set([...named.flatMap((each) => each.evidence), ...[...byDuty.values()].flat()]),
    ].sort((a, b) => a - b);
    const stale = new Map(
      evidence.flatMap((number) => {
        const piece = pieces.get(number);
        const words = piece ? staleWords(piece, day) : null;
        return words === null ? [] : [[number, words] as const];
      }),
    );
    const remarks = [
      ...(request.names.length === 0
        ? ['The list names no duty, service, control or piece of evidence for it.']
        : []),
      ...named.flatMap(({ remark }) => (remark === null ? [] : [remark])),
      ...lackWords(duties, proofs),
      ...evidence.flatMap((number) => [...[stale.get(number) ?? []].flat(), ...notHere(pieces.get(number))]),
    ];
    return {
      ...request,
      duties,
      evidence,
      byDuty,
      standing: evidence.filter((number) => !stale.has(number)),
      remarks,
    };
  });
}

function notHere(piece: AskedOf['evidence'][number] | undefined): readonly string[] {
  if (piece?.absent) return [`The file of E-${piece.number} is not in this pack.`];
  return piece?.file === null && piece.url !== null
    ? [`E-${piece.number} is a link; what it leads to is not in this pack.`]
    : [];
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
  const finders = new Map(frameworks.map(({ id, controls }) => [id, controlFinder(id, controls)] as const));
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
    const named = controlsNamed(name, frameworks, finders);
    if (named.length === 0)
      return nothing(
        `"${name}" is no duty, service or piece of evidence of this workbook, and no control of ${frameworks.length === 1 ? 'its framework' : 'its frameworks'}.`,
      );
    const found = named.flatMap(({ controls }) =>
      controls.flatMap(({ responsibilities }) => responsibilities.flatMap((id) => byDuty.get(id) ?? [])),
    );
    if (found.length === 0) return nothing(`No duty that this workbook asks bears on ${name}.`);
    return { duties: found, evidence: [], remark: named.length === 1 ? null : ambiguity(name, named) };
  };
}

interface NamedControls {
  readonly framework: ReportFramework;
  readonly controls: ReportFramework['controls'];
}
/** The controls of that id, in any spelling, of each framework that has it; of one only, where it is named before a stroke. */
function controlsNamed(
  name: string,
  frameworks: readonly ReportFramework[],
  finders: ReadonlyMap<string, (id: string) => ReportFramework['controls']>,
): readonly NamedControls[] {
  const stroke = name.indexOf('/');
  const before = plainName(name.slice(0, Math.max(stroke, 0)));
  const one = frameworks.filter(({ id }) => plainName(id) === before);
  const id = one.length > 0 ? name.slice(stroke + 1) : name;
  return (one.length > 0 ? one : frameworks).flatMap((framework) => {
    const controls = finders.get(framework.id)?.(id) ?? [];
    return controls.length > 0 ? [{ framework, controls }] : [];
  });
}

function ambiguity(name: string, named: readonly NamedControls[]): string {
  const all = named.map(({ framework }) => framework.name).join(', ');
  const [first] = named;
  return `${name} is a control of ${all}; the duties are those of all of them. To ask for one, write it as ${first?.framework.id}/${name.trim()}.`;
}

/** Whether something of what was asked lies in the pack, or is named there, that has neither expired nor been replaced. */
export const isAnswered = ({ standing }: Pick<AnsweredRequest, 'standing'>): boolean => standing.length > 0;
