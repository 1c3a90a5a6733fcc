import { useState } from 'react';
import type { MergeResult } from '../../../../main/contract/merge.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { FocusHere } from '../../../components/page/focus-here.tsx';
import { Section } from '../../../components/page/page.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import { MergeHistory } from './merge-history.tsx';
import { ChangeGroups, Renames } from './merge-incoming.tsx';

/** What the merge did, and the way back. */
export function MergeDone(props: { readonly result: MergeResult; readonly onAgain: () => void }) {
  const { changes, change, resolved, renamed } = props.result;
  const undo = useCommand('workbook.undo');
  const [undone, setUndone] = useState(false);
  const takeBack = async () => {
    if (change !== null && (await undo.run({ change })).ok) setUndone(true);
  };
  return (
    <>
      <FocusHere>
        <Notice
          tone={undone ? 'note' : 'good'}
          title={undone ? 'The merge was taken back' : 'The copy is merged'}
          actions={
            <>
              {change !== null && !undone && (
                <Button icon="undo" disabled={undo.busy} onClick={() => void takeBack()}>
                  Undo the merge
                </Button>
              )}
              <Button onClick={props.onAgain}>Merge another copy</Button>
            </>
          }
        >
          {undone
            ? 'The workbook is as it was before. Redo brings the merge back.'
            : `${formatCount(changes.length, 'change')} came in${resolved > 0 ? `, ${formatCount(resolved, 'conflict')} decided by you` : ''}. Who said what on the copy stays in the history below.`}
        </Notice>
      </FocusHere>
      {!undone && changes.length > 0 && (
        <Section title="What is different now">
          {renamed.length > 0 && <Renames renamed={renamed} />}
          <ChangeGroups changes={changes} />
        </Section>
      )}
      <MergeHistory />
    </>
  );
}
