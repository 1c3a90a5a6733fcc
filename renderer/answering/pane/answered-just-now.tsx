import styles from './pane.module.css';

export const ANSWERED_JUST_NOW = 'Answered just now';

/** Says of a row that stays why it is still there. It breaks where its column is narrow: words that are cut say nothing. */
export const AnsweredJustNow = () => <span className={styles.justNow}>{ANSWERED_JUST_NOW}</span>;
