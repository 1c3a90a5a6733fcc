import styles from './layouts.module.css';

/** Sentences one below the other. */
export function Sentences({ of }: { readonly of: readonly string[] }) {
  return (
    <ul className={styles.list}>
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
