import { type ReactNode, useId } from 'react';
import { cx } from '../../lib/cx.ts';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

function Head(props: Omit<PageProps, 'children'>) {
  return (
    <div className={styles.head}>
      <div>
        <h1>{props.title}</h1>
        {props.lead && <p className={styles.lead}>{props.lead}</p>}
      </div>
      {props.actions && <div className={styles.acts}>{props.actions}</div>}
    </div>
  );
}

/** A screen that scrolls as a document. */
export function Page(props: PageProps & { readonly wide?: boolean }) {
  return (
    <div className={styles.page}>
      <div className={cx(styles.inner, props.wide && styles.wide)}>
        <Head title={props.title} lead={props.lead} actions={props.actions} />
        {props.children}
      </div>
    </div>
  );
}

/** A screen that fills the window and scrolls inside, such as the matrix. */
export function FullPage(props: PageProps) {
  return (
    <div className={styles.full}>
      <Head title={props.title} lead={props.lead} actions={props.actions} />
      <div className={styles.fullBody}>{props.children}</div>
    </div>
  );
}

/** A titled part of a page. */
export function Section(props: {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <div>
          <h2 id={id}>{props.title}</h2>
          {props.hint && <p className={styles.sectionHint}>{props.hint}</p>}
        </div>
        {props.actions && <div className={styles.acts}>{props.actions}</div>}
      </div>
      {props.children}
    </section>
  );
}

export function Panel(props: { readonly padded?: boolean; readonly children: ReactNode }) {
  return <div className={cx(styles.panel, props.padded && styles.padded)}>{props.children}</div>;
}
