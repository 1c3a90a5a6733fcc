import styles from './shell.module.css';

/** Holds the place of a screen while it is read; most are there before it shows. */
export function Loading() {
  return (
    <div className={styles.loading} role="status">
      Reading the workbook
    </div>
  );
}
