import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DUE_KINDS, type DueItem, type DueKind } from '../../../../main/contract/due.ts';
import { WORKBOOK_SUBJECT } from '../../../../main/contract/ids.ts';
import { addDays } from '../../../../main/domain/days.ts';
import { KIND_WORDS } from '../../../../main/domain/due/calendar.ts';
import { AnsweredJustNow } from '../../../answering/pane/answered-just-now.tsx';
import { CardLink, CardList, listLine } from '../../../answering/pane/card-list.tsx';
import { useStayingRows } from '../../../answering/pane/use-staying-rows.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Select } from '../../../components/field/field.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { GroupedRows } from '../../../components/table/grouped-rows.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useGrouped, useWhere } from '../../../components/where/use-places.ts';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { formatCount, formatDate, today } from '../../../lib/format.ts';
import { holdsWords } from '../../../lib/has-words.ts';
import type { ReviewPatch, ReviewSearch } from '../search.ts';
import styles from './review.module.css';
import { SaveCalendar } from './save-calendar.tsx';

const AHEAD = [
  { days: 30, label: 'Next 30 days' },
  { days: 90, label: 'Next 90 days' },
  { days: 365, label: 'Next year' },
  { days: 1095, label: 'Next three years' },
] as const;
const USUAL = AHEAD[0].days;
const HEADS = [
  { text: 'Day', width: '13rem' },
  'What',
  { text: 'Kind', width: '8.5rem' },
  { text: 'Who', width: '22%' },
] as const;
const idOf = ({ id }: DueItem): string => id;
const refOf = ({ subject, responsibility }: DueItem): string | null =>
  subject === null || responsibility === null ? null : `${subject}/${responsibility}`;

const subjectsOf = ({ concerns }: DueItem): readonly string[] => concerns;

/** What is due: reviews, actions, evidence that runs out, accepted risks that end, and dates of duties, in one list by day. */
export function DueView(props: {
  readonly search: ReviewSearch;
  readonly change: (patch: ReviewPatch) => void;
}) {
  const { search, change } = props;
  const days = search.within ?? USUAL;
  const asOf = today();
  const { items } = useDemarcData('due.list', { asOf, until: addDays(asOf, days) });
  const holds = holdsWords(search.text ?? '');
  const { rows, isGone } = useStayingRows(items, JSON.stringify([days, search.kind]), idOf, refOf);
  const isThere = useWhere(search.where);
  const shown = rows.filter(
    (item) =>
      (search.kind === undefined || item.kind === search.kind) &&
      isThere(subjectsOf(item)) &&
      holds(item.what, item.who),
  );
  const grouped = useGrouped(shown, search.group, subjectsOf);
  const due = shown.filter((item) => !isGone(item));
  const late = due.filter(({ overdue }) => overdue).length;
  return (
    <CardList>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="What is due" tabIndex={0}>
        <div className={styles.due}>
          <div className={styles.dueTools}>
            <FindField
              label="Find what is due"
              group="Review"
              value={search.text ?? ''}
              onValue={(text) => change({ text: text === '' ? undefined : text })}
            />
            <div className={styles.choice}>
              <Select
                label="How far ahead"
                hideLabel
                value={String(days)}
                onValue={(value) => change({ within: Number(value) === USUAL ? undefined : Number(value) })}
                options={AHEAD.map((each) => ({ value: String(each.days), label: each.label }))}
              />
            </div>
            <div className={styles.choice}>
              <Select<DueKind | ''>
                label="Kind"
                hideLabel
                value={search.kind ?? ''}
                onValue={(kind) => change({ kind: kind === '' ? undefined : kind })}
                options={[
                  { value: '', label: 'Everything' },
                  ...DUE_KINDS.map((value) => ({ value, label: KIND_WORDS[value] })),
                ]}
              />
            </div>
            <WhereFilter className={styles.choice} search={search} onChange={change} />
            <p className={styles.rule}>
              {formatCount(due.length, 'entry', 'entries')}
              {late > 0 && `, ${late} of them overdue`}
            </p>
            <SaveCalendar items={due} />
          </div>
          {shown.length === 0 ? (
            <NothingDue search={search} days={days} change={change} />
          ) : (
            <Panel>
              <Table folds heads={HEADS}>
                <GroupedRows grouped={grouped} columns={4}>
                  {(item) => (
                    <tr key={item.id}>
                      <td className={table.fixed}>
                        <span className={styles.day}>
                          {formatDate(item.on)}
                          {item.overdue && !isGone(item) && <Badge tone="bad">Overdue</Badge>}
                        </span>
                      </td>
                      <td className={cx(table.fixed, styles.words)}>
                        <DueLink item={item} change={change}>
                          {item.what}
                        </DueLink>{' '}
                        {isGone(item) && <AnsweredJustNow />}
                      </td>
                      <td className={cx(table.fixed, styles.oneLine)}>{KIND_WORDS[item.kind]}</td>
                      <td className={cx(table.fixed, styles.words)}>{item.who}</td>
                    </tr>
                  )}
                </GroupedRows>
              </Table>
            </Panel>
          )}
        </div>
      </section>
    </CardList>
  );
}

/** Says why the list is empty, and what there is to do about it. */
function NothingDue(props: {
  readonly search: ReviewSearch;
  readonly days: number;
  readonly change: (patch: ReviewPatch) => void;
}) {
  const { search, days, change } = props;
  const ahead = AHEAD.find((each) => each.days > days);
  const further = ahead && (
    <Button
      onClick={() => change({ within: ahead.days })}
    >{`Look further: ${ahead.label.toLowerCase()}`}</Button>
  );
  if (search.text !== undefined || search.kind !== undefined || search.where !== undefined)
    return (
      <EmptyState
        icon="check"
        title="No entry fits"
        actions={
          <>
            <Button onClick={() => change({ text: undefined, kind: undefined, where: undefined })}>
              Show everything
            </Button>
            {further}
          </>
        }
      >
        Nothing that is due by then has these words, is of this kind and in this place.
      </EmptyState>
    );
  return (
    <EmptyState
      icon="check"
      title="Nothing is due"
      actions={
        <>
          {further}
          <Button onClick={() => change({ view: 'rules' })}>Set how often answers are reviewed</Button>
        </>
      }
    >
      Days of reviews, actions, evidence, accepted risks and duties are gathered here.
    </EmptyState>
  );
}

/** The way to what is due, where something can be done about it. */
function DueLink(props: {
  readonly item: DueItem;
  readonly change: (patch: ReviewPatch) => void;
  readonly children: ReactNode;
}) {
  const { item, children } = props;
  const { kind, subject, responsibility, number } = item;
  const workbook = useWorkbookId();
  if (kind === 'evidence' || kind === 'report')
    return (
      <Link
        {...listLine}
        to="/w/$workbook/evidence"
        params={{ workbook }}
        search={number === null ? {} : { open: number }}
      >
        {children}
      </Link>
    );
  if (kind === 'action')
    return (
      <Link
        {...listLine}
        to="/w/$workbook/gaps"
        params={{ workbook }}
        search={{ view: 'actions', ...(number === null ? {} : { action: number }) }}
      >
        {children}
      </Link>
    );
  if (subject !== null && responsibility !== null)
    return (
      <CardLink subject={subject} responsibility={responsibility}>
        {children}
      </CardLink>
    );
  if (item.id.startsWith('reviews-') && subject !== null)
    return (
      <Link {...listLine} to="/w/$workbook/review" params={{ workbook }} search={{ state: 'due', subject }}>
        {children}
      </Link>
    );
  if (subject === null || subject === WORKBOOK_SUBJECT)
    return (
      <Link {...listLine} to="/w/$workbook/scope" params={{ workbook }} search={{}}>
        {children}
      </Link>
    );
  return (
    <Link {...listLine} to="/w/$workbook/walk/{-$subject}" params={{ workbook, subject }} search={{}}>
      {children}
    </Link>
  );
}
