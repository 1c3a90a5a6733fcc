import { type Option, Select } from '../../../components/field/field.tsx';
import { cx } from '../../../lib/cx.ts';
import styles from './matrix.module.css';

/** One list to filter by; nothing chosen is no filter. */
export function Filter(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly Option[];
  readonly onValue: (value: string | undefined) => void;
}) {
  return (
    <div className={cx(props.value ? styles.filterOn : styles.filter)}>
      <Select
        label={props.label}
        hideLabel
        value={props.value ?? ''}
        options={props.options}
        onValue={(value) => props.onValue(value === '' ? undefined : value)}
      />
    </div>
  );
}
