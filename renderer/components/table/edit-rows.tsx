import { type ComponentProps, type ReactNode, type RefObject, useRef, useState } from 'react';
import { Button, IconButton } from '../button/button.tsx';
import { EditField } from '../field/edit-field.tsx';
import { Select, TextField } from '../field/field.tsx';
import styles from './table.module.css';

// Rows of a small table that are changed in place, and the last one, which adds another.

/** A row with what removes it; `remove` is null where nothing can be changed. */
export function EditRow(props: {
  readonly remove: { readonly label: string; readonly run: () => void; readonly busy?: boolean } | null;
  /** Who it is, for addresses that lead to it. */
  readonly entry?: string;
  readonly children: ReactNode;
}) {
  const { remove, entry } = props;
  return (
    <tr {...(entry === undefined ? {} : { 'data-entry': entry, tabIndex: -1 })}>
      {props.children}
      <td className={styles.acts}>
        {remove && (
          <IconButton icon="remove" label={remove.label} disabled={remove.busy} onClick={remove.run} />
        )}
      </td>
    </tr>
  );
}

/** A text that saves itself; its column says what it is. */
export function EditCell(props: Omit<ComponentProps<typeof EditField>, 'hideLabel' | 'cell'>) {
  return (
    <td className={styles.edit}>
      <EditField {...props} hideLabel cell />
    </td>
  );
}

/** Any other control or text in a row. */
export function Cell(props: {
  readonly edit?: boolean;
  readonly end?: boolean;
  readonly children?: ReactNode;
}) {
  const { edit, end } = props;
  return (
    <td className={edit ? styles.edit : end ? `${styles.end} ${styles.fixed}` : undefined}>
      {props.children}
    </td>
  );
}

/** What is typed for a new entry. */
export interface NewEntry<F extends Readonly<Record<string, string>>> {
  readonly fields: F;
  readonly first: RefObject<HTMLInputElement | null>;
  set<K extends keyof F>(field: K, value: F[K]): void;
  add(): Promise<void>;
}

/**
 * Keeps what is typed for a new entry until `add` took it; then all but the fields of `keep` are empty again and the first
 * has the focus, for the next one. Nothing is added while the first field is empty.
 */
export function useNewEntry<F extends Readonly<Record<string, string>>>(
  empty: F,
  options: {
    readonly name: keyof F;
    readonly keep?: readonly (keyof F)[];
    readonly add: (fields: F) => Promise<boolean>;
  },
): NewEntry<F> {
  const [fields, setFields] = useState(empty);
  const first = useRef<HTMLInputElement>(null);
  return {
    fields,
    first,
    set: (field, value) => setFields((now) => ({ ...now, [field]: value })),
    async add() {
      if (fields[options.name]?.trim() === '') {
        first.current?.focus();
        return;
      }
      if (!(await options.add(fields))) return;
      setFields((now) => {
        const kept = (options.keep ?? []).map((field) => [field, now[field]]);
        return { ...empty, ...Object.fromEntries(kept) };
      });
      first.current?.focus();
    },
  };
}

/** The last row, which adds an entry by its button or by Enter in any of its fields. */
export function AddRow<F extends Readonly<Record<string, string>>>(props: {
  readonly entry: NewEntry<F>;
  readonly busy: boolean;
  readonly children: ReactNode;
}) {
  return (
    <tr
      className={styles.addRow}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) void props.entry.add();
      }}
    >
      {props.children}
      <td className={styles.acts}>
        <Button icon="add" disabled={props.busy} onClick={() => void props.entry.add()}>
          Add
        </Button>
      </td>
    </tr>
  );
}

/** A text of the new entry; `first` gets the focus when the row was added. */
export function AddCell<F extends Readonly<Record<string, string>>>(
  props: {
    readonly entry: NewEntry<F>;
    readonly field: keyof F;
    readonly first?: boolean;
  } & Omit<ComponentProps<typeof TextField>, 'value' | 'onValue' | 'hideLabel' | 'ref'>,
) {
  const { entry, field, first, ...rest } = props;
  return (
    <td className={styles.edit}>
      <TextField
        {...rest}
        {...(first ? { ref: entry.first } : {})}
        hideLabel
        value={entry.fields[field] ?? ''}
        onValue={(value) => entry.set(field, value as F[keyof F])}
      />
    </td>
  );
}

/** A choice of the new entry. */
export function AddChoice<F extends Readonly<Record<string, string>>, K extends keyof F>(props: {
  readonly entry: NewEntry<F>;
  readonly field: K;
  readonly label: string;
  readonly options: readonly { readonly value: F[K]; readonly label: string }[];
  readonly error?: string | null;
  readonly ref?: RefObject<HTMLSelectElement | null>;
}) {
  const { entry, field } = props;
  return (
    <td className={styles.edit}>
      <Select<F[K]>
        label={props.label}
        hideLabel
        value={entry.fields[field]}
        onValue={(value) => entry.set(field, value)}
        options={props.options}
        {...(props.error === undefined ? {} : { error: props.error })}
        {...(props.ref ? { ref: props.ref } : {})}
      />
    </td>
  );
}
