import { useMemo } from 'react';
import type { Gap } from '../../../../main/contract/gaps.ts';
import { isInHand } from '../../../../main/domain/actions.ts';
import { CardList } from '../../../answering/pane/card-list.tsx';
import { useStayingRows } from '../../../answering/pane/use-staying-rows.ts';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { usePlaces, useWhere } from '../../../components/where/use-places.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { formatNumber } from '../../../lib/format.ts';
import styles from '../gaps.module.css';
import { filterGaps, gapsByPlace, groupGaps, remedyOf, ruleTitle } from '../model.ts';
import type { GapPatch, GapSearch } from '../search.ts';
import type { NewAction } from './action-dialog.tsx';
import { Body } from './body.tsx';
import { GapFilters } from './gap-filters.tsx';
import { GapGroupView } from './gap-group.tsx';
import { useGaps } from './use-gaps.ts';

/** Groups of places that are open at first: there can be hundreds. */
const OPEN_AT_FIRST = 10;

const gapKey = (gap: Gap): string => `${gap.rule} ${gap.ref ?? gap.sentence}`;
const gapRef = (gap: Gap): string | null => gap.ref;

/** Every gap, by severity and rule, with the card of the one in focus beside them. */
export function GapsView(props: {
  readonly search: GapSearch;
  readonly readOnly: boolean;
  readonly change: (patch: GapPatch) => void;
  readonly onMake: (action: NewAction) => void;
  readonly onAction: (number: number) => void;
}) {
  const { search, change, onMake } = props;
  const found = useGaps();
  const { overdue } = found;
  const { rows: gaps, isGone } = useStayingRows(found.gaps, JSON.stringify(search), gapKey, gapRef);
  const subjects = useDemarcData('assignments.subjects', {});
  const labels = useMemo(() => new Map(subjects.map(({ ref, label }) => [ref, label])), [subjects]);
  const isThere = useWhere(search.where);
  const shown = useMemo(() => filterGaps(gaps, search, overdue, isThere), [gaps, search, overdue, isThere]);
  const places = usePlaces();
  const { group: kind } = search;
  const groups = useMemo(
    () => (kind === undefined ? groupGaps(shown) : gapsByPlace(shown, kind, places)),
    [shown, kind, places],
  );
  const order = useMemo(
    () => [...new Set(groups.flatMap((group) => group.gaps.flatMap(({ ref }) => ref ?? [])))],
    [groups],
  );
  const inHand = gaps.filter((gap) => isInHand(gap, overdue)).length;
  const makeForAll = (rule: string) => {
    const subject = search.subject ?? null;
    const all = gaps.filter((gap) => gap.rule === rule && (subject === null || gap.subject === subject));
    const where = subject === null ? 'in the whole workbook' : `of ${labels.get(subject) ?? subject}`;
    onMake({
      title: subject === null ? remedyOf(rule) : `${remedyOf(rule)}: ${labels.get(subject) ?? subject}`,
      subject,
      responsibility: null,
      rule,
      about: `Covers every gap "${ruleTitle(rule)}" ${where}: ${formatNumber(all.length)} today.`,
    });
  };
  if (gaps.length === 0)
    return (
      <EmptyState icon="check" title="No gaps">
        The rules find nothing wrong or missing.
      </EmptyState>
    );
  return (
    <CardList order={order}>
      <Body label="Gaps">
        <div className={styles.listing}>
          <div className={styles.tools}>
            <GapFilters search={search} change={change} gaps={gaps} overdue={overdue} />
            <p className={styles.lead}>
              {`${formatNumber(shown.length)} of ${formatNumber(gaps.length)}; ${formatNumber(inHand)} in hand`}
            </p>
          </div>
          {groups.length === 0 && (
            <EmptyState icon="filter" title="Nothing matches">
              No gap fits what is chosen above.
            </EmptyState>
          )}
          {groups.map((group, index) => (
            <GapGroupView
              key={group.key}
              group={group}
              startsOpen={group.alike !== null || index < OPEN_AT_FIRST}
              overdue={overdue}
              isGone={isGone}
              onMake={
                props.readOnly
                  ? null
                  : (gap) =>
                      onMake({
                        title: `${remedyOf(gap.rule)}: ${placeWords(gap.sentence)}`,
                        subject: gap.subject,
                        responsibility: gap.responsibility,
                        rule: gap.rule,
                        about: gap.sentence,
                      })
              }
              onMakeForAll={props.readOnly ? null : makeForAll}
              onAction={props.onAction}
            />
          ))}
        </div>
      </Body>
    </CardList>
  );
}

/** Every sentence begins with its place: `orders-db, Restore testing: ...`. */
const placeWords = (sentence: string): string => sentence.slice(0, Math.max(0, sentence.indexOf(': ')));
