import type { Domain, Scope, SubjectKind } from './catalogue.ts';
import type { PartyKind } from './parties.ts';

/**
 * The grid, compact. `cells` is row-major over subjects x responsibilities would waste space on what is not asked,
 * so each cell names its place: [subject index, responsibility index, ownership, flags]. Ownership is '' (unanswered),
 * '-' (not applicable) or party ids joined by '+'. Flags: 1 parked, 2 note, 4 evidence, 8 misconception, 16 implemented, 32 held from a party that answered once;
 * above them what the catalogue suggests (domain/pictures/matrix.ts).
 */
export interface Matrix {
  readonly rev: number;
  readonly parties: readonly { readonly id: string; readonly name: string; readonly kind: PartyKind }[];
  readonly subjects: readonly {
    readonly ref: string;
    readonly kind: SubjectKind;
    readonly label: string;
    readonly detail: string;
    /** Ids of its environments. Left out where there are none, as are tags, accounts and Regions. */
    readonly environments?: readonly string[];
    /** Those of its environments where it names none itself. */
    readonly tags?: readonly string[];
    readonly accounts?: readonly string[];
    readonly regions?: readonly string[];
  }[];
  readonly domains: readonly Domain[];
  readonly responsibilities: readonly {
    readonly id: string;
    readonly name: string;
    readonly domain: string;
    readonly scope: Scope;
  }[];
  readonly cells: readonly (readonly [
    subject: number,
    responsibility: number,
    ownership: string,
    flags: number,
  ])[];
}

/** Cells as they are at a revision: those that may differ from what they were at an earlier one. */
export interface MatrixChanges {
  readonly rev: number;
  readonly cells: readonly (readonly [ref: string, ownership: string, flags: number])[];
}
