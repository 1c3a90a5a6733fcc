import type { ReactNode } from 'react';
import { Button, IconButton } from '../button/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import { Checkbox } from '../field/field.tsx';
import type { ChosenColumn } from './chosen-columns.ts';
import styles from './columns-dialog.module.css';

/** The columns of a list, and what somebody chose of them. */
export interface Choosing<Id extends string> {
  readonly all: readonly { readonly id: Id; readonly header: string }[];
  readonly chosen: readonly ChosenColumn<Id>[];
  /** Whether somebody chose them; else they are what fits. */
  readonly own: boolean;
  choose(columns: readonly ChosenColumn<Id>[] | null): void;
}

/** Chooses the columns of a list and their order; what is changed shows behind the dialog at once. */
export function ColumnsDialog<Id extends string>(props: {
  readonly title: string;
  readonly hint: ReactNode;
  readonly columns: Choosing<Id>;
  readonly onClose: () => void;
}) {
  const { all, chosen, own, choose } = props.columns;
  const headerOf = (id: Id) => all.find((column) => column.id === id)?.header ?? id;
  const absent = all.filter(({ id }) => !chosen.some((entry) => entry.id === id));
  const move = (from: number, to: number) => {
    const next = [...chosen];
    next.splice(to, 0, ...next.splice(from, 1));
    choose(next);
  };
  const toggle = (id: Id, on: boolean) =>
    choose(on ? [...chosen, { id }] : chosen.filter((entry) => entry.id !== id));
  return (
    <Dialog
      title={props.title}
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
      <p className={styles.soft}>{props.hint}</p>
      <ol className={styles.list} aria-label="Shown, in this order">
        {chosen.map(({ id }, index) => (
          <li key={id} className={styles.row}>
            <Checkbox
              label={headerOf(id)}
              checked
              disabled={chosen.length === 1}
              onChecked={(on) => toggle(id, on)}
            />
            <span className={styles.acts}>
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
        <ul className={styles.list} aria-label="Not shown">
          {absent.map(({ id, header }) => (
            <li key={id} className={styles.row}>
              <Checkbox label={header} checked={false} onChecked={(on) => toggle(id, on)} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
