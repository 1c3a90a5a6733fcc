import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { Snapshot } from '../../../../main/contract/snapshots.ts';
import { Button } from '../../../components/button/button.tsx';
import { DropZone } from '../../../components/drop-zone/drop-zone.tsx';
import { EmptyState } from '../../../components/empty-state/empty-state.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { whereOf } from '../../../components/where/where.ts';
import { failureOf, whyNothing } from '../../../host/call-error.ts';
import { useDemarcQuery } from '../../../host/queries.ts';
import { endsOf, fileKey, type State, stateOf, stateOptions } from '../model.ts';
import { type CompareSearch, withWhere } from '../search.ts';
import styles from './compare.module.css';
import { ComparisonView } from './comparison.tsx';

const withText = ({ text: _text, ...search }: CompareSearch, text: string): CompareSearch =>
  text === '' ? search : { ...search, text };

/** Chooses two states and shows what is different between them. */
export function CompareView(props: {
  readonly search: CompareSearch;
  readonly snapshots: readonly Snapshot[];
  readonly files: readonly FileHandle[];
  readonly onFiles: (files: readonly FileHandle[]) => void;
  readonly onSearch: (search: CompareSearch) => void;
}) {
  const { search, snapshots } = props;
  const ends = endsOf(search, snapshots);
  const states = ends && { from: stateOf(ends.from), to: stateOf(ends.to) };
  const known = props.files.map(({ handle, name }) => ({ key: fileKey(handle), name }));
  const choose = (next: Partial<CompareSearch>) => {
    if (ends) props.onSearch({ ...search, ...ends, ...next });
  };
  const take = (files: readonly FileHandle[]) => {
    const [file] = files;
    if (!file) return;
    props.onFiles(files);
    props.onSearch({ from: fileKey(file.handle), to: 'now' });
  };
  return (
    <Section title="Compare">
      <Panel padded>
        <div className={styles.form}>
          {ends && (
            <div className={styles.ends}>
              <Select
                label="Before"
                value={ends.from}
                options={stateOptions(snapshots, known, ends.from)}
                onValue={(from) => choose({ from })}
              />
              <Select
                label="After"
                value={ends.to}
                options={stateOptions(snapshots, known, ends.to)}
                onValue={(to) => choose({ to })}
              />
              <Button onClick={() => choose({ from: ends.to, to: ends.from })}>Swap</Button>
            </div>
          )}
          <DropZone
            compact
            multiple={false}
            label="Compare with another workbook"
            hint="Drop a .demarc file here, such as last year's. It is only read."
            purpose="workbook"
            accept={['.demarc']}
            onFiles={take}
          />
        </div>
      </Panel>
      {ends === null && (
        <EmptyState icon="archive" title="No snapshot yet">
          A snapshot freezes the answers, people and evidence of today under a name. Take one before a
          workshop, or when something is signed, and see here what has changed since.
        </EmptyState>
      )}
      {states !== null && (
        // What stood there of other states goes at once; narrowed otherwise it stays until the answer comes.
        <Compared
          key={JSON.stringify(states)}
          states={states}
          search={search}
          onSearch={(next) => props.onSearch({ ...next, ...ends })}
        />
      )}
    </Section>
  );
}

/** What is different between two states. */
function Compared(props: {
  readonly states: { readonly from: State; readonly to: State };
  readonly search: CompareSearch;
  readonly onSearch: (search: CompareSearch) => void;
}) {
  const { states, search, onSearch } = props;
  const there = useDemarcQuery(
    'snapshots.compare',
    { ...states, ...whereOf(search.where) },
    { keepPrevious: true },
  );
  const problem = whyNothing(there);
  if (problem)
    return (
      <Notice tone="bad" title="They were not compared">
        {failureOf(problem).message}
      </Notice>
    );
  if (there.isPending) return <p role="status">Comparing</p>;
  return (
    there.data && (
      <ComparisonView
        comparison={there.data}
        of={there.data.of}
        ends={states}
        group={search.group}
        onGroup={(group) => onSearch({ ...search, group })}
        where={search.where}
        onWhere={(where) => onSearch(withWhere(search, where))}
        text={search.text ?? ''}
        onText={(text) => onSearch(withText(search, text))}
      />
    )
  );
}
