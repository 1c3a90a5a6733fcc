import { useEffect, useState } from 'react';
import type { ActionState, ReturnedActions, ReturnedChange } from '../../../../main/contract/actions.ts';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import { RETURNED_WORDS, stepsFrom, stepsOf } from '../../../../main/domain/trackers/steps.ts';
import { Button } from '../../../components/button/button.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { Table } from '../../../components/table/table.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useJob } from '../../../host/use-job.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { formatCount, formatDate, formatNumber } from '../../../lib/format.ts';
import { ACTION_STATE_WORDS } from '../../../lib/words.ts';
import styles from './action-states.module.css';

/** Issues of a tracker: what they say otherwise of this workbook's actions, and taking it in. */
export function ActionStates({ file, onDone }: { readonly file: FileHandle; readonly onDone: () => void }) {
  const reading = useJob('actions.readStates');
  const { run } = reading;
  useEffect(() => void run({ file: file.handle }), [run, file.handle]);
  const { status } = reading;
  return (
    <>
      {status.state === 'running' && (
        <JobBar
          title="Reading the issues"
          progress={status.progress}
          cancelling={status.cancelling}
          onCancel={reading.cancel}
        />
      )}
      {status.state === 'idle' && (
        <span>
          <Button onClick={() => void run({ file: file.handle })}>Read the issues</Button>
        </span>
      )}
      {status.state === 'failed' && (
        <Notice tone="bad" title="This file cannot be used">
          {status.failure.message} Nothing was changed.
        </Notice>
      )}
      {status.state === 'done' && <Found found={status.result} onDone={onDone} />}
    </>
  );
}

const keyOf = ({ number, field }: ReturnedChange): string => `${number} ${field}`;

function Found({ found, onDone }: { readonly found: ReturnedActions; readonly onDone: () => void }) {
  const { readOnly } = useDemarcData('workbook.info', {});
  const apply = useCommand('workbook.apply');
  const offer = useUndoOffer();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { changes, notes, problems } = found;
  const chosen = changes.filter((change) => !left.has(keyOf(change)));
  const steps = stepsOf(chosen);
  const take = async () => {
    const taken = await apply.run({ steps, from: stepsFrom(found.file) });
    if (!taken.ok) return;
    offer(`${formatCount(steps.length, 'action')} changed`, taken.change);
    onDone();
  };
  const choose = (change: ReturnedChange, on: boolean) =>
    setLeft((now) => {
      const next = new Set(now);
      if (on) next.delete(keyOf(change));
      else next.add(keyOf(change));
      return next;
    });
  return (
    <div className={styles.stack}>
      <p className={styles.soft}>
        {`${formatCount(found.named, 'action')} of this workbook named`}
        {found.others > 0 && `; ${formatCount(found.others, 'row')} without the id of one`}
      </p>
      {notes.length > 0 && (
        <Notice tone="warn" title="To know before you take it in">
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Notice>
      )}
      {problems.length > 0 && (
        <Notice tone="warn" title={`${formatCount(problems.length, 'row')} not taken`}>
          <ul>
            {problems.map(({ row, why }) => (
              <li key={`${row} ${why}`}>{`Row ${formatNumber(row)}: ${why}`}</li>
            ))}
          </ul>
        </Notice>
      )}
      {changes.length === 0 ? (
        <p>
          {found.named === 0
            ? 'It says nothing of an action of this workbook.'
            : 'Nothing differs from what is recorded here.'}
        </p>
      ) : (
        <Panel>
          <Table heads={['Action', 'What', 'Here now', 'In the tracker']}>
            {changes.map((change) => (
              <tr key={keyOf(change)}>
                <td>
                  <Checkbox
                    label={
                      <>
                        <span className={styles.soft}>{`A-${change.number}`}</span> {change.title}
                        <span className="visually-hidden">, {RETURNED_WORDS[change.field]}</span>
                      </>
                    }
                    checked={!left.has(keyOf(change))}
                    onChecked={(on) => choose(change, on)}
                  />
                </td>
                <td className={styles.kept}>{HEADS[change.field]}</td>
                <td className={styles.kept}>{wordsOf(change.field, change.beforeWords)}</td>
                <td className={styles.kept}>{wordsOf(change.field, change.afterWords)}</td>
              </tr>
            ))}
          </Table>
          <div className={styles.acts}>
            <span className={styles.soft}>It is one change in the history, and can be undone.</span>
            <Button
              kind="primary"
              disabled={readOnly || apply.busy || steps.length === 0}
              onClick={() => void take()}
            >
              {steps.length === 0 ? 'Nothing chosen' : `Change ${formatCount(steps.length, 'action')}`}
            </Button>
          </div>
        </Panel>
      )}
    </div>
  );
}

const HEADS: Readonly<Record<ReturnedChange['field'], string>> = {
  state: 'State',
  dueOn: 'Due',
  person: 'Who',
};
/** As the list of actions says it; a person's name, and the sign for nothing, as they are. */
function wordsOf(field: ReturnedChange['field'], words: string): string {
  if (field === 'state') return ACTION_STATE_WORDS[words as ActionState] ?? words;
  return field === 'dueOn' && /^\d{4}-\d{2}-\d{2}$/.test(words) ? formatDate(words) : words;
}
