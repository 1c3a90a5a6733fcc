import { FIND_KINDS, type FindGroup, type FindKind } from '../contract/find.ts';
import { excerptOf, missingTerms, searchTerms } from '../domain/words/search-words.ts';
import type { Found } from '../workbook/search.ts';
import type { FindDocument } from './find-documents.ts';

export interface Search {
  readonly text: string;
  /** All where none are named. */
  readonly kinds?: readonly FindKind[] | undefined;
  /** How many of each kind are shown. */
  readonly limit: number;
}

/** What was found, the best first, as the groups that are shown of it; `documents` says what entries read. */
export function findGroups(
  found: readonly Found<FindKind>[],
  documents: (found: readonly Found<FindKind>[]) => readonly FindDocument[],
  { text, kinds, limit }: Search,
): readonly FindGroup[] {
  const byKind = new Map<FindKind, Found<FindKind>[]>();
  for (const entry of found) {
    const list = byKind.get(entry.kind);
    if (list) list.push(entry);
    else byKind.set(entry.kind, [entry]);
  }
  const terms = searchTerms(text);
  return (kinds ? FIND_KINDS.filter((kind) => kinds.includes(kind)) : FIND_KINDS).flatMap((kind) => {
    const ofKind = byKind.get(kind) ?? [];
    if (ofKind.length === 0) return [];
    const hits = documents(ofKind.slice(0, limit)).map((entry) => {
      const { id, title, detail, duty, parked = null } = entry;
      return { kind, id, title, detail, duty, parked, matched: matchedIn(entry, terms) };
    });
    return [{ kind, total: ofKind.length, hits }];
  });
}

/** The part that holds most of what the title and the line under it do not show, and the piece of it that says so. */
function matchedIn({ title, detail, parts }: FindDocument, terms: readonly (readonly string[])[]) {
  const wanted = missingTerms(`${title}\n${detail}`, terms);
  if (wanted.length === 0) return null;
  let best: { readonly field: string; readonly text: string } | null = null;
  let left = wanted.length;
  for (const [field, text] of parts) {
    if (!text) continue;
    const missing = missingTerms(text, wanted).length;
    if (missing >= left) continue;
    left = missing;
    best = { field, text: excerptOf(text, wanted) ?? text };
  }
  return best;
}
