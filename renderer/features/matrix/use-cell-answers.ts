import { useState } from 'react';
import type { Card, MisconceptionWarning } from '../../../main/contract/assignments.ts';
import type { Matrix } from '../../../main/contract/matrix.ts';
import type { Party } from '../../../main/contract/parties.ts';
import { encodeOwnership, namesById, ownershipOf, ownershipWords } from '../../../main/domain/ownership.ts';
import {
  type Answer,
  type AnswerAs,
  acceptedAnswer,
  ownersFor,
  type Sides,
  sidesOf,
} from '../../components/ownership/answers.ts';
import { useAnswering } from '../../components/ownership/use-answering.ts';
import { useWorkbookId } from '../../host/context.tsx';
import { keyOf } from '../../host/invalidation.ts';
import { useDemarcData, useQueryCache } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { parseRef } from './model.ts';

export type CellPanel =
  /** Nothing is recorded yet: the duty is the provider's own, answered once, and shows in every column. */
  | { readonly kind: 'everywhere'; readonly ref: string; readonly answer: Answer }
  | { readonly kind: 'not-applicable'; readonly ref: string }
  | {
      readonly kind: 'misconception';
      readonly ref: string;
      readonly warning: MisconceptionWarning;
      readonly answer: Answer;
    };

export interface CellAnswers {
  readonly panel: CellPanel | null;
  readonly sides: Sides;
  readonly readOnly: boolean;
  /** For the live region. */
  readonly said: string;
  answerAs(as: AnswerAs): void;
  askNotApplicable(): void;
  takeBack(): void;
  recordNotApplicable(reason: string): void;
  takeSuggestion(card: Card): void;
  recordAnyway(reason: string): void;
  recordEverywhere(): void;
  close(): void;
}

/** Answers the cell in focus by A, C, S and N, as the walk-through does. */
export function useCellAnswers(ref: string | null): CellAnswers {
  const parties = useDemarcData('parties.list', {});
  const info = useDemarcData('workbook.info', {});
  const cache = useQueryCache();
  const workbook = useWorkbookId();
  const answering = useAnswering();
  const clear = useCommand('assignments.clear');
  const [panel, setPanel] = useState<CellPanel | null>(null);
  const [said, setSaid] = useState('');
  const sides = sidesOf(parties, ref ? parseRef(ref).subject : '');
  const shown = panel?.ref === ref ? panel : null;

  const show = (target: string, ownership: string) => {
    const { subject, responsibility } = parseRef(target);
    cache.patch('assignments.matrix', {}, (matrix) => {
      const at = matrix.subjects.findIndex((entry) => entry.ref === subject);
      const row = matrix.responsibilities.findIndex((entry) => entry.id === responsibility);
      return {
        ...matrix,
        cells: matrix.cells.map((cell) =>
          cell[0] === at && cell[1] === row ? ([at, row, ownership, cell[3]] as const) : cell,
        ),
      };
    });
  };
  const shownNow = (target: string): string | null => {
    const matrix = cache.raw.getQueryData<Matrix>(keyOf(workbook, 'assignments.matrix', {}));
    const { subject, responsibility } = parseRef(target);
    const at = matrix?.subjects.findIndex((entry) => entry.ref === subject);
    const row = matrix?.responsibilities.findIndex((entry) => entry.id === responsibility);
    return matrix?.cells.find((cell) => cell[0] === at && cell[1] === row)?.[2] ?? null;
  };
  const foundation = parties.some(({ id, kind }) => kind === 'provider' && ref?.startsWith(`${id}/`));
  const record = async (answer: Answer, reason?: string) => {
    if (ref === null || info.readOnly) return;
    if (foundation && shown === null) {
      setPanel({ kind: 'everywhere', ref, answer });
      return;
    }
    // The cell follows the key at once and the save state says the rest; what is refused goes back to what it was.
    const before = shownNow(ref);
    show(ref, codeOf(answer, parties));
    const outcome = await answering(ref, answer, reason === undefined ? {} : { reason });
    if (outcome.kind !== 'recorded' && before !== null) show(ref, before);
    if (outcome.kind === 'refused') return;
    if (outcome.kind === 'misconception') {
      setPanel({ kind: 'misconception', ref, warning: outcome.warning, answer });
      return;
    }
    const ownership = ownershipOf(outcome.assignment);
    show(ref, encodeOwnership(ownership));
    setPanel(null);
    setSaid(`Recorded: ${ownershipWords(ownership, namesById(parties))}.`);
  };

  const takeBack = async () => {
    if (ref === null || info.readOnly) return;
    if (!(await clear.run({ ref })).ok) return;
    show(ref, '');
    setSaid('Answer taken back.');
  };

  return {
    panel: shown,
    sides,
    readOnly: info.readOnly,
    said,
    answerAs: (as) => {
      const owners = ownersFor(as, sides);
      if (owners) void record({ owners });
      else setSaid('This workbook has no party for that side. Add one under Scope.');
    },
    askNotApplicable: () => {
      if (ref !== null && !info.readOnly) setPanel({ kind: 'not-applicable', ref });
    },
    takeBack: () => void takeBack(),
    recordNotApplicable: (reason) => void record({ notApplicable: reason }),
    takeSuggestion: (card) => {
      const answer = acceptedAnswer(card.suggestion, sides);
      if (answer) void record(answer);
    },
    recordEverywhere: () => shown?.kind === 'everywhere' && void record(shown.answer),
    recordAnyway: (reason) => shown?.kind === 'misconception' && void record(shown.answer, reason),
    close: () => setPanel(null),
  };
}

/** The compact code of an answer, with the parties in the workbook's order as the host will have them. */
function codeOf(answer: Answer, parties: readonly Pick<Party, 'id'>[]): string {
  if ('notApplicable' in answer) return encodeOwnership({ kind: 'not-applicable' });
  return parties
    .filter((party) => answer.owners.includes(party.id))
    .map((party) => party.id)
    .join('+');
}
