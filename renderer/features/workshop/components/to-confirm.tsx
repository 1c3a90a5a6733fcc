import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SetAside } from '../../../../main/contract/workshop.ts';
import { Button } from '../../../components/button/button.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { OwnershipChip } from '../../../components/ownership/ownership-chip.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { formatCount, formatMoment, formatNumber } from '../../../lib/format.ts';
import styles from './workshop.module.css';

/** Beyond this a page of tick boxes is no way to confirm: the rest follows once these are done. */
const SHOWN = 200;

/** What was accepted in bulk, to be confirmed by those who know: some, or all at once. */
export function ToConfirm({ readOnly }: { readonly readOnly: boolean }) {
  const waiting = useDemarcData('workshop.toConfirm', {});
  const confirm = useCommand('assignments.confirm');
  const offer = useUndoOffer();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const rows = waiting.slice(0, SHOWN);
  const chosen = rows.filter((row) => picked.has(row.ref)).map((row) => row.ref);
  const run = async (refs: readonly string[]) => {
    const attempt = await confirm.run({ refs: [...refs] });
    if (!attempt.ok) return;
    setPicked(new Set());
    offer(`${formatCount(attempt.value.confirmed.length, 'answer')} confirmed.`, attempt.change);
  };
  const pick = (ref: string, on: boolean) =>
    setPicked((now) => new Set(on ? [...now, ref] : [...now].filter((other) => other !== ref)));
  if (waiting.length === 0)
    return (
      <Section title="To be confirmed">
        <p className={styles.soft}>
          Nothing waits. Suggestions that the walk-through accepts in bulk “to be confirmed later” are listed
          here.
        </p>
      </Section>
    );
  return (
    <Section
      title={`To be confirmed (${formatNumber(waiting.length)})`}
      hint="Accepted in bulk to save time. Read them out, then confirm; whatever somebody doubts is opened by its name."
      actions={
        !readOnly && (
          <>
            <Button
              disabled={chosen.length === 0 || confirm.busy}
              onClick={() => void run(chosen)}
              icon="check"
            >
              {chosen.length === 0 ? 'Confirm chosen' : `Confirm ${formatNumber(chosen.length)} chosen`}
            </Button>
            <Button
              kind="primary"
              icon="check"
              disabled={confirm.busy}
              onClick={() => void run(waiting.map((row) => row.ref))}
            >
              Confirm all {formatNumber(waiting.length)}
            </Button>
          </>
        )
      }
    >
      <Panel>
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                {!readOnly && (
                  <th scope="col">
                    <Checkbox
                      label={<span className="visually-hidden">Choose all that are shown</span>}
                      checked={chosen.length === rows.length}
                      onChecked={(on) => setPicked(new Set(on ? rows.map((row) => row.ref) : []))}
                    />
                  </th>
                )}
                <th scope="col">Duty</th>
                <th scope="col">Service</th>
                <th scope="col">Accepted as</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row
                  key={row.ref}
                  row={row}
                  picked={readOnly ? null : picked.has(row.ref)}
                  onPick={(on) => pick(row.ref, on)}
                />
              ))}
            </tbody>
          </table>
        </div>
        {waiting.length > rows.length && (
          <p className={styles.more}>
            {formatNumber(waiting.length - rows.length)} more follow once these are confirmed.
          </p>
        )}
      </Panel>
    </Section>
  );
}

function Row(props: {
  readonly row: SetAside;
  /** Null where nothing can be confirmed. */
  readonly picked: boolean | null;
  readonly onPick: (on: boolean) => void;
}) {
  const { row } = props;
  const parties = useDemarcData('parties.list', {});
  const workbook = useWorkbookId();
  return (
    <tr>
      {props.picked !== null && (
        <td>
          <Checkbox
            label={
              <span className="visually-hidden">
                Choose {row.name}, {row.subjectLabel}
              </span>
            }
            checked={props.picked}
            onChecked={props.onPick}
          />
        </td>
      )}
      <th scope="row" className={styles.rowHead}>
        <Link
          to="/w/$workbook/present/{-$subject}"
          params={{ workbook, subject: row.subject }}
          search={{ card: row.ref.slice(row.subject.length + 1) }}
        >
          {row.name}
        </Link>
      </th>
      <td>{row.subjectLabel}</td>
      <td>
        <OwnershipChip ownership={row.ownership} parties={parties} words wrap />
      </td>
      <td className={styles.soft}>
        {row.answeredAt === null ? '' : formatMoment(row.answeredAt)}
        {row.answeredBy === null ? '' : ` by ${row.answeredBy}`}
      </td>
    </tr>
  );
}
