import type { Change } from '../../contract/snapshots.ts';
import type { FrozenEvidence, FrozenState } from './frozen-state.ts';
import { fieldsOf, pairs } from './pairs.ts';

/** Evidence that came, went, was changed, or ran out between the two days. */
export function compareEvidence(
  before: FrozenState,
  after: FrozenState,
  days: { readonly before: string; readonly after: string } | undefined,
): readonly Change[] {
  // Numbers are given once in a workbook, but two workbooks both have an E-1: the moment of collecting tells them apart.
  const key = (piece: FrozenEvidence) => `${piece.number} ${piece.collectedAt}`;
  return pairs(before.evidence, after.evidence, key).flatMap(({ before: a, after: b }): readonly Change[] => {
    const piece = b ?? a;
    if (!piece) return [];
    const ref = `E-${piece.number}`;
    const place = `${ref} ${piece.title}`;
    const { changes, differ } = fieldsOf('evidence', ref, place);
    if (!a || !b) {
      differ('Evidence', a && describe(a), b && describe(b));
      return changes;
    }
    differ('Title', a.title, b.title);
    differ('Content', contentOf(a), contentOf(b));
    differ('Covers from', a.coversFrom, b.coversFrom);
    differ('Covers to', a.coversTo, b.coversTo);
    differ('Expires', a.expires, b.expires);
    differ('Supports', a.links.join(', ') || null, b.links.join(', ') || null);
    if (days && a.expires !== null && a.expires === b.expires) {
      const expired = (day: string) => (piece.expires ?? '') < day;
      if (expired(days.before) !== expired(days.after))
        changes.push({
          group: 'evidence',
          kind: 'expired',
          ref,
          place,
          field: 'Valid',
          before: `${expired(days.before) ? 'Expired' : 'Valid'} on ${days.before}`,
          after: `${expired(days.after) ? 'Expired' : 'Valid'} on ${days.after}`,
        });
    }
    return changes;
  });
}

const contentOf = (piece: FrozenEvidence): string | null => piece.sha256 ?? piece.url ?? piece.text;

function describe(piece: FrozenEvidence): string {
  const expiry = piece.expires === null ? '' : `, expires ${piece.expires}`;
  const links = piece.links.length === 0 ? 'supports nothing' : `supports ${piece.links.join(', ')}`;
  return `${piece.title} (${piece.kind}${expiry}), ${links}`;
}
