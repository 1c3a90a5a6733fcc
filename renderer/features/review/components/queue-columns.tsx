import { useMemo } from 'react';
import type { ReviewRow } from '../../../../main/contract/review.ts';
import { parkedWords, waitsWords } from '../../../../main/domain/duties/parking.ts';
import { isOwned } from '../../../../main/domain/duties/status.ts';
import { AnsweredJustNow } from '../../../answering/pane/answered-just-now.tsx';
import { Badge } from '../../../components/badge/badge.tsx';
import type { Column } from '../../../components/data-table/columns.ts';
import { OwnershipChip } from '../../../components/ownership/ownership-chip.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatDate, formatNumber } from '../../../lib/format.ts';
import { REVIEW_WORDS, STATUS_WORDS } from '../../../lib/words.ts';
import { STATE_TONES } from '../model.ts';

const AGAIN: Column<ReviewRow> = {
  id: 'again',
  header: 'Again on',
  width: 116,
  cell: ({ againOn }) => againOn !== null && <Badge tone="warn">{formatDate(againOn)}</Badge>,
};

const stateColumn = (isGone: (row: ReviewRow) => boolean): Column<ReviewRow> => ({
  id: 'review',
  header: 'Review',
  width: 120,
  spare: 1,
  cell: (row) => !isGone(row) && <Badge tone={STATE_TONES[row.review]}>{REVIEW_WORDS[row.review]}</Badge>,
});

/** The columns of the queue: what is answered, by whom, and where it stands. `waiting`: somebody waits for something, so that it has a column of its own; `again`: it is of interest when each is to be reviewed again; `isGone`: an answer took the row out of the queue. */
export function useQueueColumns({
  waiting,
  again,
  isGone,
}: {
  readonly waiting: boolean;
  readonly again: boolean;
  readonly isGone: (row: ReviewRow) => boolean;
}): readonly Column<ReviewRow>[] {
  const parties = useDemarcData('parties.list', {});
  const people = useDemarcData('people.list', {});
  return useMemo((): readonly Column<ReviewRow>[] => {
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const persons = (row: ReviewRow) => row.people.map((id) => names.get(id) ?? id).join(', ');
    return [
      {
        id: 'service',
        header: 'Service',
        width: 110,
        grow: 1,
        cell: (row) => <span>{row.subjectLabel}</span>,
        tip: (row) => row.subjectLabel,
      },
      {
        id: 'responsibility',
        header: 'Responsibility',
        width: 140,
        grow: 1.6,
        cell: (row) => <span>{row.responsibilityName}</span>,
        tip: (row) => `${row.domainName}: ${row.responsibilityName}`,
      },
      {
        id: 'owner',
        header: 'Owner',
        width: 120,
        grow: 1,
        // Seen beside an open card as well; who owned it before is no longer true.
        cell: (row) =>
          isGone(row) ? (
            <AnsweredJustNow />
          ) : (
            <OwnershipChip ownership={row.ownership} parties={parties} words />
          ),
      },
      {
        id: 'persons',
        header: 'Persons',
        width: 110,
        spare: 3,
        grow: 0.8,
        cell: (row) => <span>{persons(row)}</span>,
        tip: persons,
      },
      {
        id: 'status',
        header: 'Status',
        width: 128,
        spare: 4,
        cell: (row) => {
          if (row.parked) return <Badge tone="warn">Parked</Badge>;
          return isOwned(row) ? STATUS_WORDS[row.status] : null;
        },
        tip: (row) => (row.parked ? parkedWords(row.waits, names) : null),
      },
      // A column of its own only where somebody waits for something.
      ...(waiting
        ? [
            {
              id: 'waits',
              header: 'Waits for',
              width: 120,
              spare: 2,
              grow: 0.8,
              cell: (row: ReviewRow) => <span dir="auto">{waitsWords(row.waits, names)}</span>,
              tip: (row: ReviewRow) => waitsWords(row.waits, names),
            },
          ]
        : []),
      {
        id: 'evidence',
        header: 'Evidence',
        width: 90,
        spare: 6,
        align: 'end',
        cell: (row) => (row.evidence === 0 ? '' : formatNumber(row.evidence)),
      },
      stateColumn(isGone),
      ...(again ? [AGAIN] : []),
      {
        id: 'text',
        header: 'Remark',
        width: 120,
        spare: 5,
        grow: 1,
        cell: (row) => <span>{row.reviewText ?? ''}</span>,
        tip: (row) => row.reviewText,
      },
    ];
  }, [parties, people, waiting, again, isGone]);
}
