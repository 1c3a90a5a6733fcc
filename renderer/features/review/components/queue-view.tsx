import { useMemo, useState } from 'react';
import type { ReviewRow } from '../../../../main/contract/review.ts';
import { DraftMark } from '../../../answering/draft/draft-mark.tsx';
import { useDrafted } from '../../../answering/draft/use-draft.ts';
import { useCardBeside } from '../../../answering/pane/use-card-beside.tsx';
import { useStayingRows } from '../../../answering/pane/use-staying-rows.ts';
import { WithPane } from '../../../answering/pane/with-pane.tsx';
import { focusActiveCell } from '../../../components/data-table/focus-active-cell.ts';
import { GroupedTable } from '../../../components/data-table/grouped-table.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useGrouped } from '../../../components/where/use-places.ts';
import { whereOf } from '../../../components/where/where.ts';
import { failureOf, whyNothing } from '../../../host/call-error.ts';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { holdsWords } from '../../../lib/has-words.ts';
import type { ReviewPatch, ReviewSearch } from '../search.ts';
import { useRows } from '../use-rows.ts';
import { useQueueColumns } from './queue-columns.tsx';
import { ALL, DUE, QueueFilters } from './queue-filters.tsx';
import styles from './review.module.css';
import { StepBar } from './step-bar.tsx';

const NO_ROWS: readonly ReviewRow[] = [];
const subjectsOf = ({ subject }: ReviewRow): readonly string[] => [subject];
const refOf = (row: ReviewRow): string => row.ref;

/** Answers by where they stand, to be taken on one by one or many at once. */
export function QueueView(props: {
  readonly search: ReviewSearch;
  readonly change: (patch: ReviewPatch) => void;
}) {
  const { search, change } = props;
  const people = useDemarcData('people.list', {});
  const state = search.state ?? 'submitted';
  const queue = useDemarcQuery(
    'review.queue',
    {
      subject: search.subject,
      person: search.person,
      ...whereOf(search.where),
      ...(state === DUE ? { due: true } : { state: state === ALL ? undefined : state }),
    },
    { keepPrevious: true },
  );
  // What an answer or a step takes out of the list stays until something else is listed.
  const shown = JSON.stringify([state, search.subject, search.person, search.where]);
  const { rows: listed, isGone } = useStayingRows(queue.data?.rows ?? NO_ROWS, shown, refOf, refOf);
  const fitting = useMemo(() => {
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
  const { rows, groups } = useGrouped(fitting, search.group, subjectsOf);
  const { selecting, selected, chosen, onFocusRow } = useRows(rows);
  const order = useMemo(() => rows.map(({ ref }) => ref), [rows]);
  /** Where the pane went by itself; null where the list leads. */
  const [current, setCurrent] = useState<string | null>(null);
  const beside = useCardBeside({ order, onGo: setCurrent, onLeave: focusActiveCell });
  const drafted = useDrafted();
  const place = beside.open && current !== null ? order.indexOf(current) : -1;
  const columns = useQueueColumns({
    waiting: rows.some(({ waits }) => waits !== null),
    again: state === DUE,
    isGone,
  });

  const problem = whyNothing(queue);
  if (problem)
    return (
      <Notice tone="bad" title="The answers cannot be shown">
        {failureOf(problem).message}
      </Notice>
    );
  return (
    <WithPane pane={beside.pane}>
      <div className={cx(styles.pane, styles.queue)}>
        <QueueFilters search={search} change={change} counts={queue.data?.counts} due={queue.data?.due} />
        <StepBar rows={chosen} selected={selected} onDone={selecting.clear} />
        {queue.data && (
          <GroupedTable
            key={`${shown} ${search.group ?? ''}`}
            groups={groups}
            label="Answers in review"
            columns={columns}
            count={rows.length}
            row={(index) => rows[index]}
            rowKey={(row) => row.ref}
            mark={(row) => drafted.has(row.ref) && <DraftMark />}
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
