import { DateField } from '../../../components/field/edit-field.tsx';
import styles from './register.module.css';

export interface EvidenceDates {
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
  readonly expires: string | null;
}

/** When a piece counts, in a form. */
export function DateFields(props: {
  readonly dates: EvidenceDates;
  readonly onDates: (dates: EvidenceDates) => void;
}) {
  const { dates, onDates } = props;
  return (
    <div className={styles.threeDates}>
      <DateField
        label="Covers from"
        optional
        value={dates.coversFrom}
        onEdit={(coversFrom) => onDates({ ...dates, coversFrom })}
      />
      <DateField
        label="Covers to"
        optional
        value={dates.coversTo}
        onEdit={(coversTo) => onDates({ ...dates, coversTo })}
      />
      <DateField
        label="Expires"
        optional
        value={dates.expires}
        onEdit={(expires) => onDates({ ...dates, expires })}
      />
    </div>
  );
}
