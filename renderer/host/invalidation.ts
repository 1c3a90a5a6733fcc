import type { EntityKind } from '../../main/contract/events.ts';
import { shownBy, subjectOf } from '../../main/contract/facts.ts';

export type QueryKey = readonly [workbook: string | null, group: string, method: string, input: unknown];

export function keyOf(workbook: string | null, name: string, input: unknown): QueryKey {
  const dot = name.indexOf('.');
  return [workbook, name.slice(0, dot), name.slice(dot + 1), input ?? {}];
}

/** The one query that is brought up to date cell by cell. */
export const isMatrix = ([, group, method]: readonly unknown[]): boolean =>
  group === 'assignments' && method === 'matrix';

/** Whether a cached query shows something that a change of these kinds touched. */
export function isStaleAfter(
  [owner, group, method]: readonly unknown[],
  workbook: string,
  entities: readonly EntityKind[],
): boolean {
  // Lists outside any workbook (recent, open) show titles of workbooks.
  if (owner !== workbook && owner !== null) return false;
  const shown = shownBy(String(group), String(method));
  return entities.some((kind) => shown.includes(kind));
}

/** False for what belongs to the program, whichever workbook is open. */
export const concernsWorkbook = (name: string): boolean => subjectOf(name) !== 'program';
