import type { Change, ComparedState, NamedComparison } from '../../../../main/contract/snapshots.ts';
import { GROUP_TITLES, NOT_COMPARED } from '../../../../main/domain/compare/words.ts';
import { useStayingRows } from '../../../answering/pane/use-staying-rows.ts';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { Tabs } from '../../../components/tabs/tabs.tsx';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { formatCount, formatMoment, formatNumber } from '../../../lib/format.ts';
import { holdsWords } from '../../../lib/has-words.ts';
import { countOf, countWords, type State, shownGroup, withGroups } from '../model.ts';
import { Changes } from './changes.tsx';
import { ChangesExport } from './changes-export.tsx';
import styles from './compare.module.css';

const keyOf = ({ group, ref, place, field }: Change): string => [group, ref, place, field].join('\n');
/** The duty of a change; null for changes of anything else. */
const refOf = ({ ref }: Change): string | null => (ref?.includes('/') ? ref : null);

/** What a comparison found: how much of what, and one group of it in full. */
export function ComparisonView(props: {
  readonly comparison: NamedComparison;
  readonly ends: { readonly from: State; readonly to: State };
  readonly group: string | undefined;
  readonly onGroup: (group: string) => void;
  /** Changes in all, wherever they are. */
  readonly of: number;
  readonly where: string | undefined;
  readonly onWhere: (where: string | undefined) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const { comparison, where, of } = props;
  const list = JSON.stringify([props.ends, where]);
  const { rows, isGone } = useStayingRows(comparison.changes, list, keyOf, refOf);
  const counts = withGroups(comparison.counts, rows);
  const group = shownGroup(counts, props.group);
  const holds = holdsWords(props.text);
  const count = counts.find((entry) => entry.group === group);
  return (
    <div className={styles.result}>
      <dl className={styles.sides}>
        <div>
          <dt>Before</dt>
          <Side state={comparison.from} />
        </div>
        <div>
          <dt>After</dt>
          <Side state={comparison.to} />
        </div>
      </dl>
      {[comparison.from, comparison.to].flatMap(({ name, notices }) =>
        notices.map((notice) => (
          <Notice key={notice} tone="warn" title={name}>
            {notice}
          </Notice>
        )),
      )}
      {of === 0 && rows.length === 0 ? (
        <>
          <Notice tone="good">
            Nothing that is compared is different between the two. Not compared: {NOT_COMPARED}.
          </Notice>
          <ChangesExport ends={props.ends} total={of} />
        </>
      ) : (
        <>
          <div className={styles.bar}>
            <p role="status">
              {where === undefined
                ? `${formatCount(of, 'change')} in all.`
                : `${formatNumber(comparison.total)} of ${formatCount(of, 'change')}.`}
            </p>
            <FindField label="Find a change" group="Changes" value={props.text} onValue={props.onText} />
            <WhereFilter
              search={where === undefined ? {} : { where }}
              onChange={(patch) => props.onWhere(patch.where)}
              noGroups
            />
            <ChangesExport ends={props.ends} total={of} />
          </div>
          {group !== null && count ? (
            <Tabs
              label="Kinds of change"
              value={group}
              onValue={props.onGroup}
              tabs={counts.map((entry) => ({
                value: entry.group,
                label: `${GROUP_TITLES[entry.group]} ${formatNumber(countOf(entry))}`,
              }))}
            >
              {(panel) => (
                <div {...panel} className={styles.panel}>
                  <p className={styles.small}>{countWords(count)}</p>
                  <Panel>
                    <Changes
                      key={`${group} ${list}`}
                      label={`Changes: ${GROUP_TITLES[group]}`}
                      isGone={isGone}
                      changes={rows.filter(
                        (change) =>
                          change.group === group &&
                          holds(change.place, change.field, change.before, change.after, change.ref),
                      )}
                    />
                  </Panel>
                </div>
              )}
            </Tabs>
          ) : (
            <EmptyState icon="check" title="No change fits">
              Nothing is different of what runs in this place.
            </EmptyState>
          )}
        </>
      )}
    </div>
  );
}

function Side({ state }: { readonly state: ComparedState }) {
  const { name, at, services, answered, evidence } = state;
  return (
    <>
      <dd>
        <strong>{name}</strong>
      </dd>
      <dd>
        {formatMoment(at)}: {formatCount(services, 'service')}, {formatCount(answered, 'answer')},{' '}
        {formatNumber(evidence)} in evidence
      </dd>
    </>
  );
}
