import type { Status } from '../../../main/contract/assignments.ts';

type ByParty<V> = Readonly<Record<string, V>>;

/** What was chosen or typed for a duty and is not recorded: it becomes part of the answer. */
export interface Draft {
  /** Parties chosen one by one; absent where none was. */
  readonly owners?: readonly string[];
  readonly people?: ByParty<string | null>;
  readonly duties?: ByParty<string>;
  readonly status?: Status;
  readonly dueOn?: string | null;
  readonly reason?: string;
  /** What was typed into a question above the answers, and neither sent nor given up: it is offered when that is asked again. */
  readonly asked?: { readonly of: Question; readonly text: string };
}
/** Questions that take a text: what was decided, what a parked duty waits for, why it does not apply, why it differs. */
export type Question = 'decision' | 'park' | 'not-applicable' | 'why';
export const NO_DRAFT: Draft = {};

export const isEmptyDraft = (draft: Draft): boolean =>
  (draft.owners?.length ?? 0) === 0 &&
  Object.keys(draft.people ?? {}).length === 0 &&
  Object.keys(draft.duties ?? {}).length === 0 &&
  draft.status === undefined &&
  draft.dueOn === undefined &&
  draft.asked === undefined &&
  (draft.reason ?? '') === '';

/** The draft with a change; what is set to undefined leaves it. */
export function changeDraft(
  draft: Draft,
  change: { readonly [K in keyof Draft]?: Draft[K] | undefined },
): Draft {
  const merged = {
    ...draft,
    ...change,
    ...(change.people ? { people: { ...draft.people, ...change.people } } : {}),
    ...(change.duties ? { duties: { ...draft.duties, ...change.duties } } : {}),
  };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as Draft;
}

const only = <V>(given: ByParty<V> | undefined, owners: readonly string[]): Record<string, V> =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([party]) => owners.includes(party)));

/** What of a draft goes with an answer of these parties: a person of a party without a part has no place in it. */
export function draftFor(draft: Draft, owners: readonly string[]) {
  const people = only(draft.people, owners);
  const duties = only(draft.duties, owners);
  return {
    ...(Object.keys(people).length > 0 ? { people } : {}),
    ...(Object.keys(duties).length > 0 ? { duties } : {}),
    ...(draft.status === undefined ? {} : { status: draft.status }),
    ...(draft.dueOn === undefined ? {} : { dueOn: draft.dueOn }),
    ...((draft.reason ?? '') === '' ? {} : { reason: draft.reason }),
  };
}

/** What stays of a draft once an answer of these parties is recorded: texts of parties that have no part in it, and what is asked beside it. */
export function draftAfter(draft: Draft, owners: readonly string[]): Draft {
  const left = Object.entries(draft.duties ?? {}).filter(
    ([party, text]) => !owners.includes(party) && text.trim() !== '',
  );
  // A decision or a parking stands beside the answer; the other questions were about it.
  const asked = draft.asked?.of === 'decision' || draft.asked?.of === 'park' ? draft.asked : undefined;
  if (left.length === 0 && !asked) return NO_DRAFT;
  return {
    ...(left.length > 0 ? { duties: Object.fromEntries(left) } : {}),
    ...(asked ? { asked } : {}),
  };
}

/** Reads what is stored; anything else than a draft is none. */
export function readDraft(stored: string | null): Draft {
  if (stored === null) return NO_DRAFT;
  try {
    const value: unknown = JSON.parse(stored);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Draft) : NO_DRAFT;
  } catch {
    return NO_DRAFT;
  }
}
