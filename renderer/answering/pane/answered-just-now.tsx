import styles from './pane.module.css';

/** Says of a row that stays why it is still there. It breaks where its column is narrow: words that are cut say nothing. */
export const AnsweredJustNow = () => <span className={styles.justNow}>Answered just now</span>;
