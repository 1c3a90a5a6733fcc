import styles from './review.module.css';

/** A person in a table, with the role that they have. */
export function Who({ name, role }: { readonly name: string; readonly role: string | null }) {
  return (
    <span className={styles.stack}>
      <strong>{name}</strong>
      {role && <span className={styles.soft}>{role}</span>}
    </span>
  );
}
