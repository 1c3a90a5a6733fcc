import type { SheetChange } from '../../../../main/contract/sheets.ts';
import { Notice } from '../../../components/notice/notice.tsx';
import styles from './returned-sheet.module.css';

/** One change in full: what stood here at export, what stands here now, what the sheet says. */
export function Difference({ change }: { readonly change: SheetChange }) {
  return (
    <section className={styles.difference} aria-label="The change in full">
      <p className={styles.where}>
        <strong>{change.title}</strong> of {change.place} <span className={styles.soft}>({change.ref})</span>
        <span className={styles.soft}>
          {' '}
          in cell {change.cell} of “{change.sheet}”
        </span>
      </p>
      {change.refusal !== null && (
        <Notice tone="warn" title="It cannot be written as it is">
          {change.refusal}
        </Notice>
      )}
      {change.accepted && change.refusal === null && (
        <p className={styles.soft}>
          This answer is accepted in review. Choosing the change opens it again, and it has to be reviewed
          anew.
        </p>
      )}
      <dl className={styles.three}>
        {change.atExport !== null && <Side title="At export" text={change.atExport} />}
        <Side title="Here now" text={change.before} strong={change.changedHereSince} />
        <Side title="In the sheet" text={change.after} strong />
      </dl>
      {change.brings.map(({ title, text }) => (
        <p key={title} className={styles.soft}>
          With it comes, from the catalogue, “{title}”: {text}
        </p>
      ))}
      {change.drops.map(({ title, text }) => (
        <p key={title} className={styles.soft}>
          With it goes “{title}”: {text}
        </p>
      ))}
    </section>
  );
}

const Side = (props: { readonly title: string; readonly text: string; readonly strong?: boolean }) => (
  <div className={props.strong ? styles.strong : undefined}>
    <dt>{props.title}</dt>
    <dd>{props.text === '' ? <span className={styles.none}>(empty)</span> : props.text}</dd>
  </div>
);
