import { useMemo, useState } from 'react';
import type { ReviewState } from '../../../../main/contract/assignments.ts';
import type { ReviewRow } from '../../../../main/contract/review.ts';
import { parkedWords, waitsWords } from '../../../../main/domain/parking.ts';
import { useCardBeside } from '../../../answering/pane/use-card-beside.tsx';
import { useKeptRows } from '../../../answering/pane/use-kept-rows.ts';
import { useTouched } from '../../../answering/pane/use-touched.ts';
import { WithPane } from '../../../answering/pane/with-pane.tsx';
import { Badge } from '../../../components/badge/badge.tsx';
import type { Column } from '../../../components/data-table/columns.ts';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import { focusActiveCell } from '../../../components/data-table/focus-active-cell.ts';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Select } from '../../../components/field/field.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { OwnershipChip } from '../../../components/ownership/ownership-chip.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { formatNumber } from '../../../lib/format.ts';
import { holdsWords } from '../../../lib/has-words.ts';
import { REVIEW_WORDS, STATUS_WORDS } from '../../../lib/words.ts';
import { STATE_TONES } from '../model.ts';
import type { ReviewPatch, ReviewSearch } from '../search.ts';
import { useRows } from '../use-rows.ts';
import styles from './review.module.css';
import { StepBar } from './step-bar.tsx';

const ALL = 'all' as const;
const NO_ROWS: readonly ReviewRow[] = [];
const refOf = (row: ReviewRow): string => row.ref;
const STATES: readonly ReviewState[] = ['submitted', 'returned', 'draft', 'accepted'];

/** Answers by where they stand, to be taken on one by one or many at once. */
export function QueueView(props: {
  readonly search: ReviewSearch;
  readonly change: (patch: ReviewPatch) => void;
}) {
  const { search, change } = props;
  const parties = useDemarcData('parties.list', {});
  const people = useDemarcData('people.list', {});
  const subjects = useDemarcData('assignments.subjects', {});
  const state = search.state ?? 'submitted';
  const queue = useDemarcQuery(
    'review.queue',
    { subject: search.subject, person: search.person, state: state === ALL ? undefined : state },
    { keepPrevious: true },
  );
  // What an answer or a step takes out of the list stays until something else is listed.
  const shown = JSON.stringify([state, search.subject, search.person]);
  const touched = useTouched(shown);
  const listed = useKeptRows(queue.data?.rows ?? NO_ROWS, shown, refOf, ({ ref }) => touched.has(ref));
  const rows = useMemo(() => {
    const holds = holdsWords(search.text ?? '');
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return listed.filter((row) =>
      holds(
        row.subjectLabel,
        row.responsibilityName,
        row.domainName,
        row.reviewText,
        ...row.people.map((id) => names.get(id)),
      ),
    );
  }, [listed, search.text, people]);
  const { selecting, selected, chosen, onFocusRow } = useRows(rows);
  const order = useMemo(() => rows.map(({ ref }) => ref), [rows]);
  /** Where the pane went by itself; null where the list leads. */
  const [current, setCurrent] = useState<string | null>(null);
  const beside = useCardBeside({ order, onGo: setCurrent, onLeave: focusActiveCell });
  const place = beside.open && current !== null ? order.indexOf(current) : -1;
  const waiting = rows.some(({ waits }) => waits !== null);
  const columns = useMemo((): readonly Column<ReviewRow>[] => {
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const persons = (row: ReviewRow) => row.people.map((id) => names.get(id) ?? id).join(', ');
    return [
      {
        id: 'service',
        header: 'Service',
        width: 130,
        grow: 1,
        cell: (row) => <span>{row.subjectLabel}</span>,
        tip: (row) => row.subjectLabel,
      },
      {
        id: 'responsibility',
        header: 'Responsibility',
        width: 180,
        grow: 1.6,
        cell: (row) => <span>{row.responsibilityName}</span>,
        tip: (row) => `${row.domainName}: ${row.responsibilityName}`,
      },
      {
        id: 'owner',
        header: 'Owner',
        width: 150,
        grow: 1,
        cell: (row) => <OwnershipChip ownership={row.ownership} parties={parties} words />,
      },
      {
        id: 'persons',
        header: 'Persons',
        width: 110,
        grow: 0.8,
        cell: (row) => <span>{persons(row)}</span>,
        tip: persons,
      },
      {
        id: 'status',
        header: 'Status',
        width: 110,
        cell: (row) => (row.parked ? <Badge tone="warn">Parked</Badge> : STATUS_WORDS[row.status]),
        tip: (row) => (row.parked ? parkedWords(row.waits, names) : null),
      },
      // A column of its own only where somebody waits for something.
      ...(waiting
        ? [
            {
              id: 'waits',
              header: 'Waits for',
              width: 120,
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
        align: 'end',
        cell: (row) => (row.evidence === 0 ? '' : formatNumber(row.evidence)),
      },
      {
        id: 'review',
        header: 'Review',
        width: 130,
        cell: (row) => <Badge tone={STATE_TONES[row.review]}>{REVIEW_WORDS[row.review]}</Badge>,
      },
      {
        id: 'text',
        header: 'Remark',
        width: 120,
        grow: 1,
        cell: (row) => <span>{row.reviewText ?? ''}</span>,
        tip: (row) => row.reviewText,
      },
    ];
  }, [parties, people, waiting]);

  if (queue.error)
    return (
      <Notice tone="bad" title="The answers cannot be shown">
        {failureOf(queue.error).message}
      </Notice>
    );
  const { counts } = queue.data ?? {};
  const total = counts ? STATES.reduce((sum, entry) => sum + counts[entry], 0) : 0;
  const label = (words: string, count: number | undefined) => `${words} (${formatNumber(count ?? 0)})`;
  return (
    <WithPane pane={beside.pane}>
      <div className={styles.pane}>
        <div className={styles.filters}>
          <FindField
            label="Find an answer"
            group="Review"
            value={search.text ?? ''}
            onValue={(text) => change({ text: text === '' ? undefined : text })}
          />
          <div className={styles.choice}>
            <Select<ReviewState | typeof ALL>
              label="Review state"
              hideLabel
              value={state}
              onValue={(next) => change({ state: next === 'submitted' ? undefined : next })}
              options={[
                ...STATES.map((value) => ({ value, label: label(REVIEW_WORDS[value], counts?.[value]) })),
                { value: ALL, label: label('All answers', total) },
              ]}
            />
          </div>
          <div className={styles.choice}>
            <Select
              label="Service"
              hideLabel
              value={search.subject ?? ''}
              onValue={(subject) => change({ subject: subject === '' ? undefined : subject })}
              options={[
                { value: '', label: 'All services' },
                ...subjects.map((subject) => ({ value: subject.ref, label: subject.label })),
              ]}
            />
          </div>
          <div className={styles.choice}>
            <Select
              label="Person"
              hideLabel
              value={search.person ?? ''}
              onValue={(person) => change({ person: person === '' ? undefined : person })}
              options={[
                { value: '', label: 'Everybody' },
                ...people.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </div>
        </div>
        <StepBar rows={chosen} selected={selected} onDone={selecting.clear} />
        {queue.data && (
          <DataTable
            key={`${state} ${search.subject ?? ''} ${search.person ?? ''}`}
            label="Answers in review"
            columns={columns}
            count={rows.length}
            row={(index) => rows[index]}
            rowKey={(row) => row.ref}
            selecting={selecting}
            onFocusRow={(index) => {
              onFocusRow(index);
              setCurrent(null);
              const row = rows[index];
              if (row) beside.follow(row.ref);
            }}
            onOpen={(row) => beside.enter(row.ref)}
            onBeyond={(row) => beside.enter(row.ref)}
            current={place < 0 ? undefined : place}
            selected={(row) => row.ref === beside.at}
            empty={
              <EmptyState
                icon="check"
                title={state === 'submitted' && !search.text ? 'Nothing waits for review' : 'No such answer'}
              >
                {state === 'submitted' && !search.text
                  ? 'Choose “Draft” above, select answers and submit them. Then they can be accepted or returned here.'
                  : 'No answer fits what is chosen above.'}
              </EmptyState>
            }
          />
        )}
      </div>
    </WithPane>
  );
}
