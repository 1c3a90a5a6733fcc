import type { RegisterRow } from '../../contract/assignments.ts';
import type { Evidence } from '../../contract/evidence.ts';

/** The part of a piece of evidence that a signature stands for: what it is and for when, not what it is called. */
export type SignedEvidence = Pick<
  Evidence,
  'number' | 'kind' | 'sha256' | 'url' | 'text' | 'coversFrom' | 'coversTo' | 'expires'
>;
/**
 * The part of a register row that a signature stands for: the answer and what proves it. Not the names of services,
 * parties and people (they stand by their ids), nor where the answer is in review, nor whether it is parked.
 */
export type SignedRow = Pick<
  RegisterRow,
  'ref' | 'shares' | 'notApplicable' | 'deviationReason' | 'status' | 'risk' | 'dueOn' | 'note' | 'evidence'
>;

/** First line of the hashed text: another form of it would be another format. */
const FORMAT = 'demarc-signed-1';
const DUTIES_FORMAT = 'demarc-duties-1';
// By code unit: the same everywhere, whatever the language of the machine.
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Evidence number -> its canonical text. */
export const evidenceTexts = (evidence: readonly SignedEvidence[]): ReadonlyMap<number, string> =>
  new Map(
    evidence.map((piece) => [
      piece.number,
      JSON.stringify([
        piece.number,
        piece.kind,
        piece.sha256,
        piece.url,
        piece.text,
        piece.coversFrom,
        piece.coversTo,
        piece.expires,
      ]),
    ]),
  );

/**
 * The canonical text of what is signed, to be hashed: one line per row, in the order of refs, whatever order the rows
 * come in. A row without an answer has its line too: that it was open is part of what was signed.
 */
export function signedText(rows: Iterable<SignedRow>, evidence: ReadonlyMap<number, string>): string {
  const lines: [ref: string, line: string][] = [];
  for (const row of rows)
    lines.push([
      row.ref,
      JSON.stringify([
        row.ref,
        sharesOf(row),
        row.notApplicable,
        row.deviationReason,
        row.status,
        row.dueOn,
        row.note,
        [...row.evidence].sort((a, b) => a - b).map((number) => evidence.get(number) ?? String(number)),
        // Only where there is any, so that what was signed before there was such a thing has the digest that it had.
        ...(row.risk === null
          ? []
          : [row.risk.reason, row.risk.approver, row.risk.approvedOn, row.risk.expiresOn]),
      ]),
    ]);
  return text(FORMAT, lines);
}

/** The canonical text of one person's duties: which they are, for which party, and what that party does. */
export function dutiesText(person: string, rows: Iterable<Pick<RegisterRow, 'ref' | 'shares'>>): string {
  const lines: [ref: string, line: string][] = [];
  for (const row of rows) {
    const own = sharesOf(row).filter(([, , named]) => named === person);
    if (own.length > 0) lines.push([row.ref, JSON.stringify([row.ref, own])]);
  }
  return text(`${DUTIES_FORMAT} ${person}`, lines);
}

const sharesOf = ({ shares }: Pick<RegisterRow, 'shares'>) =>
  [...shares]
    .sort((a, b) => byText(a.party, b.party))
    .map((share) => [share.party, share.text, share.person] as const);

const text = (head: string, lines: [ref: string, line: string][]): string =>
  [head, ...lines.sort(([a], [b]) => byText(a, b)).map(([, line]) => line)].join('\n');
