import styles from './draft-mark.module.css';

/** Says of a duty in a list that something was chosen or typed on its card that is not recorded. */
export const DraftMark = () => (
  <span title="Draft, not recorded" className={styles.mark}>
    <span className="visually-hidden">Draft, not recorded. </span>
  </span>
);
