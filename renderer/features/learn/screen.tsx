import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { Button } from '../../components/button/button.tsx';
import styles from './learn.module.css';
import { LEARN_PAGES } from './pages.ts';

const route = getRouteApi('/learn/{-$page}');

/** The model, explained to whoever is new to it; needs no workbook. */
export function LearnScreen() {
  const { page: id } = route.useParams();
  const { model } = route.useSearch();
  const router = useRouter();
  const navigate = route.useNavigate();
  const index = Math.max(
    0,
    LEARN_PAGES.findIndex((entry) => entry.id === id),
  );
  const page = LEARN_PAGES[index];
  const next = LEARN_PAGES[index + 1];
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(page?.id);
  useEffect(() => {
    document.title = `${page?.title ?? 'Learn'} - Demarc`;
    // Another page is read from its top.
    if (shown.current !== page?.id) heading.current?.focus();
    shown.current = page?.id;
  }, [page]);
  if (!page) return null;
  const { Content } = page;
  return (
    <div className={styles.screen}>
      <nav aria-label="Learn" className={styles.nav}>
        <Button
          kind="quiet"
          icon="back"
          onClick={() =>
            router.history.canGoBack() ? router.history.back() : void navigate({ to: '/', search: {} })
          }
        >
          Back
        </Button>
        <ol className={styles.pages}>
          {LEARN_PAGES.map((entry) => (
            <li key={entry.id}>
              <Link
                to="/learn/{-$page}"
                params={{ page: entry.id }}
                search={{}}
                replace
                className={styles.page}
                aria-current={entry === page ? 'page' : undefined}
              >
                {entry.title}
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
            {page.title}
          </h1>
          <p className={styles.lead}>{page.lead}</p>
          <Suspense fallback={<p role="status">Reading the catalogue</p>}>
            <Content model={model} />
          </Suspense>
          {next && (
            <p className={styles.next}>
              <Link to="/learn/{-$page}" params={{ page: next.id }} search={{}} replace>
                Next: {next.title}
              </Link>
            </p>
          )}
        </article>
      </main>
    </div>
  );
}
