import type { Prepared } from '../../contract/audience.ts';
import type { Change, NamedComparison } from '../../contract/snapshots.ts';
import type { FrozenState } from '../compare/frozen-state.ts';
import type { Authors } from './authors.ts';
import type { Judged } from './judged.ts';

/** One side of a change report, beside what the comparison says of it. */
export interface ChangeSide {
  readonly state: FrozenState;
  /** The revision that it is of, and the head of the change log there; null for a snapshot that came from another copy. */
  readonly revision: number | null;
  readonly head: string | null;
  /** Digest of everything recorded at that revision; null where that is not known, or an older Demarc wrote it. */
  readonly digest: string | null;
  /** Digest of a snapshot; null for a workbook as it is. */
  readonly snapshot: string | null;
  /** Null where its gaps and controls cannot be worked out. */
  readonly judged: Judged | null;
}
/** What a change report is made of. */
export interface ChangeReport {
  readonly comparison: NamedComparison;
  readonly from: ChangeSide;
  readonly to: ChangeSide;
  readonly authors: Authors;
  /** How the change log leads from one side to the other. */
  readonly told: 'forward' | 'backward' | 'apart' | 'not';
  readonly catalogueVersion: string;
  readonly appVersion: string;
  /** For whom it is: nothing else than they may see is in it. */
  readonly prepared: Prepared;
}

/** The numbers that a change report begins with. */
export interface ChangeFigures {
  readonly rules: number;
  readonly services: { readonly added: number; readonly gone: number; readonly changed: number };
  /** Duties by what became of them; `any` counts each once, those too of which only the evidence changed. */
  readonly duties: {
    readonly any: number;
    readonly answered: number;
    readonly unanswered: number;
    readonly owners: number;
    readonly status: number;
    readonly evidence: number;
  };
  readonly evidence: {
    readonly added: number;
    readonly gone: number;
    readonly changed: number;
    readonly expired: number;
  };
}

const distinct = (changes: readonly Change[]): number => new Set(changes.map(({ ref }) => ref)).size;

/** The changes of a comparison by the part of the report that they stand in. */
export function partsOfChanges({ changes }: Pick<NamedComparison, 'changes'>) {
  const rules = changes.filter(({ group }) => group === 'rules');
  const records = changes.filter(({ group }) => group !== 'rules');
  const duties = records.filter(({ ref }) => ref?.includes('/'));
  const others = records.filter(({ ref }) => !ref?.includes('/'));
  return {
    rules,
    duties,
    services: others.filter(({ group }) => group === 'services'),
    evidence: others.filter(({ group }) => group === 'evidence'),
    scope: others.filter(({ group }) => group !== 'services' && group !== 'evidence'),
  };
}

/** Counts what changed. */
export function changeFigures({ comparison, from, to }: ChangeReport): ChangeFigures {
  const { rules, duties, services, evidence } = partsOfChanges(comparison);
  const owner = duties.filter(({ field }) => field === 'Owner');
  const whole = services.filter(({ field }) => field === 'Service');
  const pieces = (kind: Change['kind']) => evidence.filter((change) => change.kind === kind);
  const proved = otherEvidence(from.state, to.state);
  const came = (change: Change) => change.field === 'Evidence';
  return {
    rules: rules.length,
    services: {
      added: whole.filter(({ kind }) => kind === 'added').length,
      gone: whole.filter(({ kind }) => kind === 'gone').length,
      changed: distinct(services.filter((change) => !whole.includes(change))),
    },
    duties: {
      any: new Set([...duties.map(({ ref }) => ref), ...proved]).size,
      answered: owner.filter(({ kind }) => kind === 'added').length,
      unanswered: owner.filter(({ kind }) => kind === 'gone').length,
      owners: owner.filter(({ kind }) => kind === 'changed').length,
      status: distinct(duties.filter(({ field }) => field === 'Status')),
      evidence: proved.length,
    },
    evidence: {
      added: pieces('added').filter(came).length,
      gone: pieces('gone').filter(came).length,
      changed: distinct(evidence.filter((change) => change.kind !== 'expired' && !came(change))),
      expired: pieces('expired').length,
    },
  };
}

/**
 * The duties that have other pieces of evidence, by number and when they were collected, than they had. Those of a service that came
 * or went are counted with it.
 */
function otherEvidence(before: FrozenState, after: FrozenState): readonly string[] {
  const services = [before, after].map((state) => new Set(state.services.map(({ ref }) => ref)));
  const [earlier, later] = services;
  const linksOf = (state: FrozenState) =>
    new Map(
      state.evidence.flatMap((piece) =>
        piece.links.map((ref) => [JSON.stringify([ref, piece.number, piece.collectedAt]), ref] as const),
      ),
    );
  const [was, is] = [linksOf(before), linksOf(after)];
  const refs = new Set<string>();
  for (const [key, ref] of was) if (!is.has(key)) refs.add(ref);
  for (const [key, ref] of is) if (!was.has(key)) refs.add(ref);
  return [...refs].filter((ref) => {
    const [subject = ''] = ref.split('/');
    return earlier?.has(subject) === later?.has(subject);
  });
}
