import type { HistoryChange, HistoryLine, HistoryPart } from '../../contract/history.ts';
import type { HistoryKind } from '../../contract/ways.ts';
import { whyOf } from './line.ts';

/** Kinds of records of which nothing is told to somebody outside: what rooms said, and what is no part of the assessment. */
const WITHIN: ReadonlySet<HistoryKind> = new Set(['meetings', 'views', 'snapshots', 'other']);
/** Fields of a duty that are told of; those of parties and evidence begin with what stands before the colon. */
const OF_DUTY: ReadonlySet<string> = new Set([
  'owners',
  'text',
  'person',
  'evidence',
  'finding',
  'deviation_reason',
  'not_applicable',
  'status',
  'risk_reason',
  'risk_approver',
  'risk_approved_on',
  'risk_expires_on',
  'due_on',
  'cadence',
]);
/** Fields of other records that are not. */
const OF_RECORD: ReadonlySet<string> = new Set(['note', 'notes', 'email', 'review_text']);

/** The history without notes, questions put aside, marks to confirm, reviews, meetings and e-mail addresses. Lines of which nothing is left are not in it. */
export const historyWithout = (history: () => Iterable<HistoryLine>) => (): Iterable<HistoryLine> => ({
  *[Symbol.iterator]() {
    for (const line of history()) {
      const parts = line.parts.flatMap(partWithout);
      const [first] = parts;
      if (first === undefined) continue;
      const kinds = new Set(parts.map(({ kind }) => kind));
      yield {
        ...line,
        kinds: line.kinds.filter((kind) => kinds.has(kind)),
        // The sentence of the log may say what is left out.
        what: parts.length === 1 ? first.name : `${parts.length} records`,
        why: whyOf(parts),
        duties: parts.filter(({ ref }) => ref !== null).length,
        all: parts.length,
        parts,
      };
    }
  },
});

function partWithout(part: HistoryPart): readonly HistoryPart[] {
  if (WITHIN.has(part.kind)) return [];
  const changes = part.changes.filter((change) => isTold(part, change));
  // A record that came or went is told of as such; one of which nothing else changed is not.
  if (changes.length === 0 && (part.changes.length > 0 || part.ref !== null)) return [];
  return [{ ...part, changes, all: changes.length }];
}

const isTold = ({ ref }: HistoryPart, { field }: HistoryChange): boolean =>
  ref === null ? !OF_RECORD.has(field) : OF_DUTY.has(field.split(':')[0] ?? '');
