import type { Framework } from '../../contract/catalogue.ts';
import { groupBy } from '../group-by.ts';
import { fewNames } from '../words/few-names.ts';

export interface FrameworkMatch {
  readonly framework: Framework;
  /** Controls of the framework that are among the tokens. */
  readonly matched: number;
  readonly missing: readonly string[];
}

/** How much of a framework, or of what a file holds where that is less, has to be found before the file counts as its catalogue. */
const ENOUGH = 0.5;

/**
 * The framework whose controls a catalogue holds: the one of which it has most. Null when it has less than half of what it
 * could have of any. Frameworks that borrow their controls are not asked: they show the texts of the one that they borrow from.
 */
export function matchFramework(
  tokens: ReadonlySet<string>,
  frameworks: readonly Framework[],
): FrameworkMatch | null {
  let best: FrameworkMatch | null = null;
  for (const framework of frameworks) {
    if (framework.subsetOf !== undefined) continue;
    const missing = framework.controls.filter(({ oscalId }) => !tokens.has(oscalId)).map(({ id }) => id);
    const matched = framework.controls.length - missing.length;
    if (matched < ENOUGH * Math.min(tokens.size, framework.controls.length)) continue;
    if (matched > 0 && matched > (best?.matched ?? 0)) best = { framework, matched, missing };
  }
  return best;
}

/** The framework under which texts of a framework's controls are kept. */
export const textsFrameworkOf = (framework: Pick<Framework, 'id' | 'subsetOf'>): string =>
  framework.subsetOf ?? framework.id;

const REVISION = /\brev(?:ision|\.)?\s*(\d+)/i;
/** Whether a catalogue's title names another revision than the framework's version: their controls are numbered alike. */
export function isOtherRevision(title: string, version: string): boolean {
  const ours = REVISION.exec(version)?.[1];
  const theirs = REVISION.exec(title)?.[1];
  return ours !== undefined && theirs !== undefined && ours !== theirs;
}

/** Parts of a file that were not taken, those with one reason together: `AC-1, AC-3 and 98 more: the catalogue does not have it`. */
export function unplacedInWords(
  unplaced: readonly { readonly place: string; readonly why: string }[],
): readonly string[] {
  return [...groupBy(unplaced, ({ why }) => why)].map(
    ([why, parts]) => `${fewNames(parts.map(({ place }) => place))}: ${why}`,
  );
}
