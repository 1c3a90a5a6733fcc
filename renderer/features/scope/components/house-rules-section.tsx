import { useState } from 'react';
import type { HouseRulesHeld } from '../../../../main/contract/house-rules.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useSaveFile } from '../../../components/save-file/use-save-file.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import styles from './house-rules.module.css';
import { HouseRulesEditor } from './house-rules-editor.tsx';
import { ProblemList } from './house-rules-problems.tsx';

/** What is otherwise here than in the catalogue: what the house rules of the workbook do, and the way to others. */
export function HouseRulesSection({ readOnly }: { readonly readOnly: boolean }) {
  const held = useDemarcData('houseRules.held', {});
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title="House rules"
      hint="What is otherwise here than in the catalogue: other owners with their reason, duties, services and frameworks of your own. They come as one file, for any number of workbooks."
      actions={
        <>
          {held && <SaveRules held={held} />}
          {!readOnly && held && <RemoveRules />}
          {!readOnly && (
            <Button icon={held ? 'edit' : 'add'} onClick={() => setEditing(true)}>
              {held ? 'Change the house rules' : 'Take in house rules'}
            </Button>
          )}
        </>
      }
    >
      {held && (
        <Panel padded>
          <p>
            <strong>{held.name ?? 'They cannot be read'}</strong>
            {held.edition !== null && `, edition ${held.edition}`}
          </p>
          <p className={styles.digest}>SHA-256 {held.digest}</p>
          {held.problems.length > 0 && (
            <Notice
              tone="bad"
              title="These house rules do not fit the catalogue of this Demarc. What fits holds."
            >
              <ProblemList problems={held.problems} />
            </Notice>
          )}
          <ul className={styles.does} aria-label="What the house rules do">
            {held.does.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Panel>
      )}
      {editing && <HouseRulesEditor text={held?.text ?? null} onClose={() => setEditing(false)} />}
    </Section>
  );
}

function RemoveRules() {
  const { run, busy } = useCommand('houseRules.remove');
  const offer = useUndoOffer();
  return (
    <Button
      kind="quiet"
      disabled={busy}
      onClick={async () => {
        const removed = await run({});
        if (removed.ok) offer('House rules taken away', removed.change);
      }}
    >
      Take them away
    </Button>
  );
}

/** Writes the text as the file that it came from. */
function SaveRules({ held }: { readonly held: HouseRulesHeld }) {
  const { busy, save } = useSaveFile();
  const write = () =>
    void save('house-rules', 'yaml', () => new Blob([held.text], { type: 'application/yaml' }));
  return (
    <Button kind="quiet" icon="download" disabled={busy} onClick={write}>
      Save as a file
    </Button>
  );
}
