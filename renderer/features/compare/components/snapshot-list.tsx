import type { Snapshot } from '../../../../main/contract/snapshots.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Panel } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';
import { formatMoment } from '../../../lib/format.ts';
import styles from './compare.module.css';

/** The frozen states of this workbook, newest first. */
export function SnapshotList(props: {
  readonly snapshots: readonly Snapshot[];
  readonly readOnly: boolean;
  readonly onCompare: (number: number) => void;
}) {
  const offer = useUndoOffer();
  const remove = useCommand('snapshots.remove');
  const drop = async ({ number, name }: Snapshot) => {
    const done = await remove.run({ number });
    if (done.ok) offer(`Removed the snapshot "${name}".`, done.change);
  };
  return (
    <Panel>
      <Table heads={['Snapshot', 'Taken', 'By', { text: 'Acts', hidden: true }]}>
        {props.snapshots.map((snapshot) => (
          <tr key={snapshot.number}>
            <td>
              <strong>{snapshot.name}</strong>
              {snapshot.note && <div className={styles.note}>{snapshot.note}</div>}
            </td>
            <td>{formatMoment(snapshot.takenAt)}</td>
            <td>{snapshot.takenBy ?? 'Not said'}</td>
            <td className={table.acts}>
              <Button size="small" onClick={() => props.onCompare(snapshot.number)}>
                Compare with now<span className="visually-hidden">: {snapshot.name}</span>
              </Button>
              {!props.readOnly && (
                <IconButton
                  icon="remove"
                  size="small"
                  label={`Remove the snapshot ${snapshot.name}`}
                  onClick={() => void drop(snapshot)}
                />
              )}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
