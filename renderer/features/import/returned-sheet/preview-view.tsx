import { type ReactNode, useState } from 'react';
import type { SheetPreview } from '../../../../main/contract/sheets.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Tabs } from '../../../components/tabs/tabs.tsx';
import { formatCount } from '../../../lib/format.ts';
import { ApplyBar, type Chosen } from './apply-bar.tsx';
import { ChangesTable } from './changes-table.tsx';
import { Difference } from './difference.tsx';
import {
  type Answers,
  allOf,
  type Choices,
  changesIn,
  isChosen,
  keyOf,
  type OpenName,
  summaryOf,
  tabsOf,
  type View,
  withChoice,
} from './model.ts';
import { NamesToSettle } from './names-to-settle.tsx';
import styles from './returned-sheet.module.css';
import { UnplacedTable } from './unplaced-table.tsx';

/** Everything that a sheet would change, to be chosen from before anything is written. */
export function PreviewView(props: {
  readonly preview: SheetPreview;
  /** It is being read again, or taken in. */
  readonly busy: boolean;
  readonly progress: ReactNode;
  readonly answers: Answers;
  readonly onSettle: (name: OpenName, means: string) => void;
  readonly onApply: (chosen: Chosen) => void;
  readonly onDone: () => void;
}) {
  const { preview } = props;
  const [wanted, setView] = useState<View>('all');
  const [choices, setChoices] = useState<Choices>(new Map());
  const [at, setAt] = useState<string | null>(null);
  const tabs = tabsOf(preview);
  const fallback = preview.changes.length === 0 && preview.unplaced.length > 0 ? 'unplaced' : 'all';
  const view = tabs.some(({ value }) => value === wanted) && wanted !== 'all' ? wanted : fallback;
  const shown = changesIn(preview, view);
  const chosen = preview.changes.filter((change) => isChosen(change, choices));
  const looked = shown.find((change) => keyOf(change) === at) ?? shown[0];
  const all = allOf(shown);
  const some = `${shown.length === preview.changes.length ? '' : ' shown'}${all.length === shown.length ? '' : ' but accepted answers'}`;
  const nothing = preview.changes.length === 0 && preview.unplaced.length === 0;
  return (
    <div className={styles.stack}>
      <p className={styles.summary}>{summaryOf(preview)}</p>
      {preview.changes.length === 0 && props.progress}
      {preview.exported && !preview.exported.known && <Notice tone="warn">{preview.notes[0]}</Notice>}
      <Notes notes={preview.exported && !preview.exported.known ? preview.notes.slice(1) : preview.notes} />
      {nothing ? (
        <Notice
          tone="good"
          title="There is nothing to take in"
          actions={<Button onClick={props.onDone}>Done</Button>}
        >
          Whoever sent it changed no cell, or every change is here already.
        </Notice>
      ) : (
        <>
          <NamesToSettle unplaced={preview.unplaced} answers={props.answers} onSettle={props.onSettle} />
          <div className={styles.head}>
            <Tabs label="What to look at" tabs={tabs} value={view} onValue={setView} />
            {view !== 'unplaced' && (
              <span className={styles.buttons}>
                <Button size="small" onClick={() => setChoices(withChoice(choices, all, true))}>
                  {`Choose all${some}`}
                </Button>
                <Button size="small" onClick={() => setChoices(withChoice(choices, shown, false))}>
                  Choose none
                </Button>
              </span>
            )}
          </div>
          {view === 'unplaced' ? (
            <UnplacedTable cells={preview.unplaced} />
          ) : (
            <>
              <ChangesTable
                key={view}
                changes={shown}
                choices={choices}
                onChoices={setChoices}
                onLook={(change) => setAt(keyOf(change))}
              />
              {looked && <Difference change={looked} />}
            </>
          )}
          {preview.changes.length > 0 && (
            <ApplyBar
              preview={preview}
              busy={props.busy}
              progress={props.progress}
              chosen={chosen}
              onApply={props.onApply}
            />
          )}
        </>
      )}
    </div>
  );
}

/** What is good to know; more than a few are folded away. */
function Notes(props: { readonly notes: readonly string[] }) {
  const { notes } = props;
  if (notes.length === 0) return null;
  const list = (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
  if (notes.length <= 4) return <Notice>{list}</Notice>;
  return (
    <details className={styles.details}>
      <summary>{formatCount(notes.length, 'remark')} on this sheet</summary>
      {list}
    </details>
  );
}
