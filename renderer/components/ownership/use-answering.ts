import { useCallback } from 'react';
import type { Assignment, Card, MisconceptionWarning } from '../../../main/contract/assignments.ts';
import type { Failure } from '../../../main/contract/errors.ts';
import type { Matrix } from '../../../main/contract/matrix.ts';
import { encodeOwnership, ownershipOf } from '../../../main/domain/duties/ownership.ts';
import type { Input } from '../../host/client.ts';
import { useSaves, useWorkbookId } from '../../host/context.tsx';
import { keyOf } from '../../host/invalidation.ts';
import { useQueryCache } from '../../host/queries.ts';
import { useRun } from '../../host/use-command.ts';
import { useToasts } from '../toast/toasts.tsx';
import type { Answer } from './answers.ts';

export type Outcome =
  | { readonly kind: 'recorded'; readonly assignment: Assignment }
  /** Nothing was recorded: the answer matches a misconception and came without a reason. */
  | { readonly kind: 'misconception'; readonly warning: MisconceptionWarning }
  | { readonly kind: 'refused' };

/** Name of an assignment's edits in the save queue. */
export const assignmentKey = (ref: string): string => `assignment:${ref}`;

/** The matrix with another answer in one cell; the very same where that stands in it already, or has no place in it. */
function withAnswer(matrix: Matrix, ref: string, ownership: string): Matrix {
  const slash = ref.indexOf('/');
  const [subject, responsibility] = [ref.slice(0, slash), ref.slice(slash + 1)];
  const column = matrix.subjects.findIndex((entry) => entry.ref === subject);
  const row = matrix.responsibilities.findIndex((entry) => entry.id === responsibility);
  const at = matrix.cells.findIndex((cell) => cell[0] === column && cell[1] === row);
  const cell = matrix.cells[at];
  if (!cell || cell[2] === ownership) return matrix;
  return { ...matrix, cells: matrix.cells.with(at, [column, row, ownership, cell[3]]) };
}

/** Puts a changed record where card and list read it, so that nothing old flashes up before the host's event arrives. */
export function useShowAssignment(): (ref: string, assignment: Assignment) => void {
  const cache = useQueryCache();
  return useCallback(
    (ref, assignment) => {
      const ownership = ownershipOf(assignment);
      cache.patch('assignments.matrix', {}, (matrix) => withAnswer(matrix, ref, encodeOwnership(ownership)));
      cache.patch('assignments.card', { ref }, (card) => ({ ...card, assignment, ownership }));
      cache.patch('assignments.walk', { subject: assignment.subject }, (walk) => ({
        ...walk,
        items: walk.items.map((item) =>
          item.ref === ref
            ? {
                ...item,
                ownership,
                status: assignment.status,
                parked: assignment.parked,
                note: assignment.note !== null,
              }
            : item,
        ),
      }));
    },
    [cache],
  );
}

/** Records an answer: what was typed for the same duty goes first, a misconception comes back instead of being recorded. */
export function useAnswering(): (
  ref: string,
  answer: Answer,
  more?: Omit<Input<'assignments.answer'>, 'ref' | 'answer' | 'baseRev'>,
) => Promise<Outcome> {
  const run = useRun('assignments.answer', { quiet: true });
  const saves = useSaves();
  const cache = useQueryCache();
  const workbook = useWorkbookId();
  const toasts = useToasts();
  const show = useShowAssignment();
  return useCallback(
    async (ref, answer, more = {}) => {
      await saves.flush(assignmentKey(ref));
      const card = cache.raw.getQueryData<Card>(keyOf(workbook, 'assignments.card', { ref }));
      const baseRev = card?.assignment?.rev;
      const attempt = await run({ ref, answer, ...more, ...(baseRev === undefined ? {} : { baseRev }) });
      if (attempt.ok) {
        show(ref, attempt.value);
        return { kind: 'recorded', assignment: attempt.value };
      }
      const warning = warningIn(attempt.failure);
      if (warning) return { kind: 'misconception', warning };
      toasts.show({ tone: 'error', text: attempt.failure.message });
      if (attempt.failure.code === 'CONFLICT') await cache.refresh('assignments.card', { ref });
      return { kind: 'refused' };
    },
    [saves, cache, workbook, toasts, show, run],
  );
}

/** The misconception in a refusal, if that is why it was refused. */
export function warningIn(failure: Failure): MisconceptionWarning | null {
  const { code, details } = failure;
  if (code !== 'RULE_VIOLATION' || typeof details !== 'object' || details === null) return null;
  return 'misconception' in details ? (details.misconception as MisconceptionWarning) : null;
}
