import { Button, IconButton } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import type { ChosenColumn } from '../register-layout.ts';
import type { ShownColumns } from '../use-register-columns.ts';
import styles from './bulk.module.css';

/** Chooses the register's columns and their order; what is changed shows behind the dialog at once. */
export function ColumnsDialog(props: { readonly columns: ShownColumns; readonly onClose: () => void }) {
  const { all, chosen, own, choose } = props.columns;
  const headerOf = (id: string) => all.find((column) => column.id === id)?.header ?? id;
  const absent = all.filter(({ id }) => !chosen.some((entry) => entry.id === id));
  const move = (from: number, to: number) => {
    const next = [...chosen];
    next.splice(to, 0, ...next.splice(from, 1));
    choose(next);
  };
  const toggle = (id: ChosenColumn['id'], on: boolean) =>
    choose(on ? [...chosen, { id }] : chosen.filter((entry) => entry.id !== id));
  return (
    <Dialog
      title="Columns of the register"
      onClose={props.onClose}
      footer={
        <>
          <Button disabled={!own} onClick={() => choose(null)}>
            As they fit
          </Button>
          <Button kind="primary" onClick={props.onClose}>
            Done
          </Button>
        </>
      }
    >
      <p className={styles.soft}>
        Widths: draw the edge of a column's head, or press Shift with an arrow on it. Save a view to keep all
        this.
      </p>
      <ol className={styles.columns} aria-label="Shown, in this order">
        {chosen.map(({ id }, index) => (
          <li key={id} className={styles.columnRow}>
            <Checkbox
              label={headerOf(id)}
              checked
              disabled={chosen.length === 1}
              onChecked={(on) => toggle(id, on)}
            />
            <span className={styles.columnActs}>
              <IconButton
                icon="chevron"
                size="small"
                label={`Move ${headerOf(id)} forward`}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              />
              <IconButton
                icon="chevron"
                size="small"
                label={`Move ${headerOf(id)} back`}
                disabled={index === chosen.length - 1}
                onClick={() => move(index, index + 1)}
              />
            </span>
          </li>
        ))}
      </ol>
      {absent.length > 0 && (
        <ul className={styles.columns} aria-label="Not shown">
          {absent.map(({ id, header }) => (
            <li key={id} className={styles.columnRow}>
              <Checkbox label={header} checked={false} onChecked={(on) => toggle(id, on)} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
