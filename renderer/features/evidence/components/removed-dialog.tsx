import { useState } from 'react';
import type { RemovedEvidence } from '../../../../main/contract/erasure.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { cx } from '../../../lib/cx.ts';
import { formatBytes, formatDate, today } from '../../../lib/format.ts';
import { DestroyDialog, type Destroying } from './destroy-dialog.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { destroyingOf } from './keeping-menu.tsx';
import styles from './register.module.css';

/** What was taken out of the register and still lies in the workbook, for how long it does, and what may not be destroyed. */
export function RemovedDialog({
  readOnly,
  onClose,
}: {
  readonly readOnly: boolean;
  readonly onClose: () => void;
}) {
  const { rules, removed } = useDemarcData('erasure.removed', {});
  const { run } = useCommand('erasure.rules');
  const [destroying, setDestroying] = useState<Destroying | null>(null);
  const [holding, setHolding] = useState<RemovedEvidence | 'workbook' | null>(null);
  const due = removed.filter(({ dueOn, hold }) => dueOn !== null && dueOn <= today() && hold === null);
  if (destroying) return <DestroyDialog what={destroying} onClose={() => setDestroying(null)} />;
  if (holding)
    return (
      <HoldDialog
        piece={holding === 'workbook' ? null : holding}
        hold={holding === 'workbook' ? null : holding.hold}
        onClose={() => setHolding(null)}
      />
    );
  return (
    <Dialog
      title="Removed evidence"
      wide
      onClose={onClose}
      footer={
        <>
          {!readOnly && due.length > 0 && rules.hold === null && (
            <Button
              kind="danger"
              onClick={() =>
                setDestroying({
                  numbers: 'due',
                  title: `Destroy what is due (${due.length})`,
                  word: 'destroy',
                })
              }
            >
              {`Destroy what is due (${due.length})…`}
            </Button>
          )}
          <Button kind="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>
          Removing evidence takes it out of the register. Its content stays in the workbook until it is
          destroyed.
        </p>
        <Retention days={rules.retentionDays} readOnly={readOnly} />
        {rules.hold === null ? (
          !readOnly && (
            <div>
              <Button icon="lock" onClick={() => setHolding('workbook')}>
                Put the workbook under a legal hold…
              </Button>
            </div>
          )
        ) : (
          <Notice
            tone="warn"
            title="The workbook is under a legal hold"
            actions={!readOnly && <Button onClick={() => void run({ hold: null })}>Lift the hold</Button>}
          >
            {rules.hold} Nothing of it is erased or destroyed.
          </Notice>
        )}
        {removed.length === 0 ? (
          <p>Nothing that was removed lies in the workbook.</p>
        ) : (
          <ul className={styles.links} aria-label="Removed evidence">
            {removed.map((piece) => (
              <RemovedPiece
                key={piece.number}
                piece={piece}
                readOnly={readOnly}
                isHeld={rules.hold !== null}
                onHold={() => setHolding(piece)}
                onDestroy={() => setDestroying(destroyingOf(piece.number))}
              />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

function RemovedPiece(props: {
  readonly piece: RemovedEvidence;
  readonly readOnly: boolean;
  readonly isHeld: boolean;
  readonly onHold: () => void;
  readonly onDestroy: () => void;
}) {
  const { piece } = props;
  return (
    <li className={styles.linked}>
      <span className={styles.duty}>
        {`E-${piece.number} ${piece.title}`}
        <span className={styles.small}>{factsOf(piece)}</span>
      </span>
      {!props.readOnly && (
        <>
          <Button size="small" icon="lock" onClick={props.onHold}>
            {piece.hold === null ? 'Hold…' : 'Lift the hold…'}
          </Button>
          <Button
            size="small"
            kind="danger"
            disabled={piece.hold !== null || props.isHeld}
            onClick={props.onDestroy}
          >
            Destroy for good…
          </Button>
        </>
      )}
    </li>
  );
}

const factsOf = ({ size, removedAt, removedBy, dueOn, hold }: RemovedEvidence): string =>
  [
    formatBytes(size),
    `removed ${formatDate(removedAt.slice(0, 10))}${removedBy === null ? '' : ` by ${removedBy}`}`,
    ...(dueOn === null ? [] : [`due ${formatDate(dueOn)}`]),
    ...(hold === null ? [] : [`under a hold: ${hold}`]),
  ].join(', ');

/** After how many days removed evidence is due, set as one change. */
function Retention({ days, readOnly }: { readonly days: number | null; readonly readOnly: boolean }) {
  const { run, busy } = useCommand('erasure.rules');
  const known = days === null ? '' : String(days);
  const [text, setText] = useState(known);
  const isNumber = /^\d{0,5}$/.test(text.trim());
  return (
    <fieldset className={cx(styles.picker, styles.titled)}>
      <legend>Due to be destroyed</legend>
      <div className={styles.period}>
        <TextField
          label="Days from its removal"
          error={isNumber ? null : 'A number of days, or nothing.'}
          value={text}
          onValue={setText}
          readOnly={readOnly}
          inputMode="numeric"
          maxLength={5}
        />
        {!readOnly && text.trim() !== known && (
          <Button
            disabled={busy || !isNumber}
            onClick={() => void run({ retentionDays: text.trim() === '' ? null : Number(text.trim()) })}
          >
            Set the period
          </Button>
        )}
      </div>
      <p className={styles.small}>Empty for never. What is due is destroyed only when somebody says so.</p>
    </fieldset>
  );
}
