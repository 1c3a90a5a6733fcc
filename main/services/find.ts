import type { FindDocument } from '../assessment/find-documents.ts';
import { FIND_KINDS, type FindKind, type find } from '../contract/find.ts';
import { excerptOf, missingTerms, searchTerms } from '../domain/search-words.ts';
import type { Handlers } from './context.ts';

export const findHandlers: Handlers<typeof find> = {
  everything({ session, catalogue }, { text, kinds, limit }) {
    const book = session.register();
    const found = book.findEverything(catalogue, text);
    const byKind = new Map<FindKind, (typeof found)[number][]>();
    for (const entry of found) {
      const list = byKind.get(entry.kind);
      if (list) list.push(entry);
      else byKind.set(entry.kind, [entry]);
    }
    const terms = searchTerms(text);
    return (kinds ? FIND_KINDS.filter((kind) => kinds.includes(kind)) : FIND_KINDS).flatMap((kind) => {
      const ofKind = byKind.get(kind) ?? [];
      if (ofKind.length === 0) return [];
      const hits = book.documents(ofKind.slice(0, limit)).map((entry) => {
        const { id, title, detail, duty, parked = null } = entry;
        return { kind, id, title, detail, duty, parked, matched: matchedIn(entry, terms) };
      });
      return [{ kind, total: ofKind.length, hits }];
    });
  },
};

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
