import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { Card } from '../../../main/contract/assignments.ts';
import type { FindingResult } from '../../../main/contract/findings.ts';
import { isOwned } from '../../../main/domain/duties/status.ts';
import { Badge, type Tone } from '../../components/badge/badge.tsx';
import { useWorkbookId } from '../../host/context.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { formatNumber } from '../../lib/format.ts';
import styles from './part.module.css';

const RESULTS: readonly (readonly [FindingResult, string, Tone])[] = [
  ['fail', 'failed', 'bad'],
  ['manual', 'manual', 'warn'],
  ['pass', 'passed', 'good'],
  ['suppressed', 'suppressed', 'plain'],
];

/** How the scanners' checks on this duty ended, and the way to them; nothing where none bears on it. */
export function FindingsPanel({ card }: { readonly card: Card }) {
  const workbook = useWorkbookId();
  const counts = useDemarcQuery('findings.counts', {}, { keepPrevious: true });
  const id = useId();
  const results = counts.data?.find(({ ref }) => ref === card.ref)?.results;
  if (!results) return null;
  const contradicted = isOwned(card) && card.assignment?.status === 'implemented' && results.fail > 0;
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h3 id={id} className={styles.title}>
        Automated checks
      </h3>
      <ul className={styles.results}>
        {RESULTS.filter(([result]) => results[result] > 0).map(([result, word, tone]) => (
          <li key={result}>
            <Badge tone={tone}>{`${formatNumber(results[result])} ${word}`}</Badge>
          </li>
        ))}
      </ul>
      {contradicted && (
        <p className={styles.soft}>It is recorded as implemented, but a check failed: this is a gap.</p>
      )}
      <Link
        to="/w/$workbook/evidence"
        params={{ workbook }}
        search={{ about: card.ref }}
        className={styles.more}
      >
        Show these findings
      </Link>
    </section>
  );
}
