import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { FileHandle } from '../../../main/contract/capabilities.ts';
import { CardList } from '../../answering/pane/card-list.tsx';
import { Button } from '../../components/button/button.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { useAction } from '../../components/shortcuts/shortcuts.tsx';
import { Tabs } from '../../components/tabs/tabs.tsx';
import { useDemarcData } from '../../host/queries.ts';
import styles from './components/compare.module.css';
import { CompareView } from './components/compare-view.tsx';
import { MergeView } from './components/merge-view.tsx';
import { ReaskView } from './components/reask-view.tsx';
import { SnapshotList } from './components/snapshot-list.tsx';
import { TakeDialog } from './components/take-dialog.tsx';
import { type CompareSearch, withWhere } from './search.ts';

const route = getRouteApi('/w/$workbook/compare');

/** What changed: between snapshots, between workbooks, and in the catalogue under the answers. */
export function CompareScreen() {
  const search = route.useSearch();
  const { view: _view, merge: _merge, base: _base, ...rest } = search;
  const view = search.merge === undefined ? (search.view ?? 'compare') : 'merge';
  const navigate = route.useNavigate();
  const info = useDemarcData('workbook.info', {});
  const snapshots = useDemarcData('snapshots.list', {});
  const reask = useDemarcData('snapshots.reask', {});
  const [files, setFiles] = useState<readonly FileHandle[]>([]);
  const [taking, setTaking] = useState(false);
  const toAsk = reask.items.length + reask.splits.length;
  const go = (next: CompareSearch) => void navigate({ search: next, replace: true });
  useAction('Take a snapshot', () => !info.readOnly && setTaking(true), { group: 'Changes' });
  return (
    <CardList>
      <Page
        title="Changes"
        lead="What is different from an earlier state or another workbook, what a colleague's copy brings, and which answers a newer catalogue would suggest differently."
        actions={
          !info.readOnly && (
            <Button kind="primary" icon="add" onClick={() => setTaking(true)}>
              Take a snapshot
            </Button>
          )
        }
      >
        <Tabs
          label="Changes"
          value={view}
          onValue={(next) => go(next === 'compare' ? rest : { ...rest, view: next })}
          tabs={[
            { value: 'compare', label: 'Compare' },
            { value: 'merge', label: 'Merge' },
            { value: 'reask', label: toAsk > 0 ? `Re-ask ${toAsk}` : 'Re-ask' },
          ]}
        >
          {(panel) => (
            <div {...panel} className={styles.view}>
              {view === 'reask' ? (
                <ReaskView
                  readOnly={info.readOnly}
                  where={search.where}
                  onWhere={(where) => go(withWhere(search, where))}
                />
              ) : view === 'merge' ? (
                <MergeView
                  key={`${search.merge ?? ''} ${search.base ?? ''}`}
                  file={search.merge}
                  base={search.base}
                  readOnly={info.readOnly}
                  onEnds={(ends) => go({ ...rest, view: 'merge', ...ends })}
                />
              ) : (
                <>
                  {snapshots.length > 0 && (
                    <Section title="Snapshots">
                      <SnapshotList
                        snapshots={snapshots}
                        readOnly={info.readOnly}
                        onCompare={(number) => go({ from: String(number), to: 'now' })}
                      />
                    </Section>
                  )}
                  <CompareView
                    search={search}
                    snapshots={snapshots}
                    files={files}
                    onFiles={(added) => setFiles((now) => [...now, ...added])}
                    onSearch={go}
                  />
                </>
              )}
            </div>
          )}
        </Tabs>
        {taking && (
          <TakeDialog
            onClose={() => setTaking(false)}
            onTaken={(snapshot) => {
              setTaking(false);
              go({ from: String(snapshot.number), to: 'now' });
            }}
          />
        )}
      </Page>
    </CardList>
  );
}
