import type { PackEvidence } from '../../domain/pack/manifest.ts';
import type { AnsweredRequest } from '../../domain/pack/requests.ts';
import { csvLine } from '../csv.ts';
import type { Duties } from './places.ts';
import { PROOF_HEADERS, proofCells } from './proof-columns.ts';

const HEADERS = ['Request', 'What was asked', 'Named', ...PROOF_HEADERS, 'Not there'] as const;

/**
 * What was asked, and where it lies, as CSV pieces: a line for each piece of evidence of each duty of a request, and one for a duty, a
 * request or a piece that has no other. What is not there stands in the first line of its request.
 */
export function* requestsCsv(
  requests: readonly AnsweredRequest[],
  evidence: readonly PackEvidence[],
  duties: Duties,
): Generator<string> {
  yield `\ufeff${csvLine(HEADERS)}`;
  for (const request of requests) yield* linesOf(request, evidence, duties);
}

function* linesOf(
  request: AnsweredRequest,
  evidence: readonly PackEvidence[],
  duties: Duties,
): Generator<string> {
  const head = [request.id, request.text, request.names.join(', ')];
  let remark: string | null = request.remarks.join(' ');
  const pieces = evidence.filter(({ number }) => request.evidence.includes(number));
  const told = new Set<number>();
  const row = (ref: string | null, piece: PackEvidence | undefined) => {
    const duty = ref === null ? undefined : duties.get(ref);
    const cells = [...head, ...proofCells(ref, duty, piece), remark];
    remark = null;
    return csvLine(cells);
  };
  for (const ref of request.duties) {
    const proving = request.byDuty.get(ref) ?? [];
    const own = pieces.filter(({ number }) => proving.includes(number));
    for (const piece of own) {
      told.add(piece.number);
      yield row(ref, piece);
    }
    if (own.length === 0) yield row(ref, undefined);
  }
  for (const piece of pieces) if (!told.has(piece.number)) yield row(null, piece);
  if (request.duties.length === 0 && pieces.length === 0) yield row(null, undefined);
}
