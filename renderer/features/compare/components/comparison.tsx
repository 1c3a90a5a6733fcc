import type { Change, NamedComparison } from '../../../../main/contract/snapshots.ts';
import { GROUP_TITLES, NOT_COMPARED } from '../../../../main/domain/compare/words.ts';
import { useStayingRows } from '../../../answering/pane/use-staying-rows.ts';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { Tabs } from '../../../components/tabs/tabs.tsx';
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
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const { comparison } = props;
  const { rows, isGone } = useStayingRows(comparison.changes, JSON.stringify(props.ends), keyOf, refOf);
  const counts = withGroups(comparison.counts, rows);
  const group = shownGroup(counts, props.group);
  const holds = holdsWords(props.text);
  const count = counts.find((entry) => entry.group === group);
  const side = ({ name, at, services, answered, evidence }: NamedComparison['from']) => (
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
  return (
    <div className={styles.result}>
      <dl className={styles.sides}>
        <div>
          <dt>Before</dt>
          {side(comparison.from)}
        </div>
        <div>
          <dt>After</dt>
          {side(comparison.to)}
        </div>
      </dl>
      {[comparison.from, comparison.to].flatMap(({ name, notices }) =>
        notices.map((notice) => (
          <Notice key={notice} tone="warn" title={name}>
            {notice}
          </Notice>
        )),
      )}
      {group === null || !count ? (
        <>
          <Notice tone="good">
            Nothing that is compared is different between the two. Not compared: {NOT_COMPARED}.
          </Notice>
          <ChangesExport ends={props.ends} total={comparison.total} />
        </>
      ) : (
        <>
          <div className={styles.bar}>
            <p role="status">{formatCount(comparison.total, 'change')} in all.</p>
            <FindField label="Find a change" group="Changes" value={props.text} onValue={props.onText} />
            <ChangesExport ends={props.ends} total={comparison.total} />
          </div>
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
                    key={`${group} ${JSON.stringify(props.ends)}`}
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
        </>
      )}
    </div>
  );
}
