import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { BackButton } from './back-button.tsx';
import styles from './reading.module.css';

/** Addresses under which a set of pages is read. */
type ReadingRoute = '/learn/{-$page}' | '/guide/{-$page}';
interface ReadingPage {
  readonly id: string;
  readonly title: string;
}

interface ReadingProps {
  /** What the pages are together, such as "Learn". */
  readonly label: string;
  readonly to: ReadingRoute;
  /** In the order in which one would read them. */
  readonly pages: readonly ReadingPage[];
  readonly current: ReadingPage;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** A page to be read, beside the list of its siblings; needs no workbook. */
export function Reading({ label, to, pages, current, lead, children }: ReadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(current.id);
  useEffect(() => {
    document.title = `${current.title} - Demarc`;
    // Another page is read from its top.
    if (shown.current !== current.id) heading.current?.focus();
    shown.current = current.id;
  }, [current]);
  const next = pages[pages.indexOf(current) + 1];
  return (
    <div className={styles.screen}>
      <nav aria-label={label} className={styles.nav}>
        <BackButton />
        <ol className={styles.pages}>
          {pages.map((page) => (
            <li key={page.id}>
              <Link
                to={to}
                params={{ page: page.id }}
                search={{}}
                replace
                className={styles.page}
                aria-current={page === current ? 'page' : undefined}
              >
                {page.title}
              </Link>
            </li>
          ))}
        </ol>
        <Link to="/" className={styles.page}>
          Start screen
        </Link>
      </nav>
      <main className={styles.main}>
        <article className={styles.article}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {current.title}
          </h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
          {children}
          {next && (
            <p className={styles.next}>
              <Link to={to} params={{ page: next.id }} search={{}} replace>
                Next: {next.title}
              </Link>
            </p>
          )}
        </article>
      </main>
    </div>
  );
}
