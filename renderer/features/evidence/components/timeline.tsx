import { useMemo } from 'react';
import type { Evidence } from '../../../../main/contract/evidence.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import { formatCount, formatDate, today } from '../../../lib/format.ts';
import { expiryOf, periodWords } from '../model.ts';
import { barOf, isDated, placeOf, spanOf, type TimeSpan, ticksOf } from '../timeline.ts';
import { ExpiryBadge } from './evidence-table.tsx';
import styles from './timeline.module.css';

const percent = (place: number): string => `${(100 * place).toFixed(3)}%`;

/** What every piece covers and when it ends, side by side: a table whose last column is the picture. */
export function Timeline(props: {
  readonly rows: readonly Evidence[];
  readonly selected: number | null;
  readonly onOpen: (piece: Evidence) => void;
}) {
  const { periodFrom, periodTo } = useDemarcData('workbook.info', {});
  const now = today();
  const dated = useMemo(() => props.rows.filter(isDated), [props.rows]);
  const undated = props.rows.length - dated.length;
  if (dated.length === 0)
    return (
      <p className={styles.none}>
        None of these says which time it covers or when it expires. Give them dates, and they stand here.
      </p>
    );
  const span = spanOf(dated, [now, periodFrom, periodTo]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label="Timeline of the evidence">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Evidence</th>
            <th scope="col">Covers</th>
            <th scope="col">Expires</th>
            <th scope="col" className={styles.picture}>
              <span className="visually-hidden">Picture</span>
              <Axis span={span} now={now} />
            </th>
          </tr>
        </thead>
        <tbody>
          {dated.map((piece) => (
            <tr key={piece.number} className={cx(piece.number === props.selected && styles.selected)}>
              <th scope="row">
                <button type="button" className={styles.name} onClick={() => props.onOpen(piece)}>
                  {`E-${piece.number} ${piece.title}`}
                </button>
                {piece.replacedBy !== null && (
                  <span className={styles.small}>{`Replaced by E-${piece.replacedBy}`}</span>
                )}
              </th>
              <td>{periodWords(piece.coversFrom, piece.coversTo)}</td>
              <td>
                <ExpiryBadge expires={piece.expires} />
              </td>
              <td className={styles.picture}>
                <Picture piece={piece} span={span} now={now} period={{ from: periodFrom, to: periodTo }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.legend}>
        <span className={styles.keyCovers} aria-hidden="true" /> covers
        <span className={styles.keyExpires} aria-hidden="true" /> expires
        <span className={styles.keyToday} aria-hidden="true" /> {`today, ${formatDate(now)}`}
        {(periodFrom ?? periodTo) && (
          <>
            <span className={styles.keyPeriod} aria-hidden="true" />
            {` period of the assessment, ${periodWords(periodFrom, periodTo)}`}
          </>
        )}
      </p>
      {undated > 0 && (
        <p className={styles.small}>
          {`${formatCount(undated, 'piece')} without any date ${undated === 1 ? 'is' : 'are'} not shown.`}
        </p>
      )}
    </section>
  );
}

function Axis({ span, now }: { readonly span: TimeSpan; readonly now: string }) {
  return (
    <svg className={styles.axis} aria-hidden="true">
      {ticksOf(span).map((tick) => (
        <text
          key={tick.label}
          x={percent(tick.at)}
          y="14"
          textAnchor={tick.at < 0.05 ? 'start' : tick.at > 0.95 ? 'end' : 'middle'}
        >
          {tick.label}
        </text>
      ))}
      <line
        className={styles.today}
        x1={percent(placeOf(now, span))}
        x2={percent(placeOf(now, span))}
        y1="18"
        y2="24"
      />
    </svg>
  );
}

function Picture(props: {
  readonly piece: Evidence;
  readonly span: TimeSpan;
  readonly now: string;
  readonly period: { readonly from: string | null; readonly to: string | null };
}) {
  const { piece, span, now, period } = props;
  const bar = barOf(piece, span);
  const start = period.from === null ? 0 : placeOf(period.from, span);
  const end = period.to === null ? 1 : placeOf(period.to, span);
  const at = percent(placeOf(now, span));
  const expiry = expiryOf(piece.expires, now);
  return (
    <svg className={cx(styles.row, piece.replacedBy !== null && styles.replaced)} aria-hidden="true">
      {(period.from ?? period.to) && (
        <rect className={styles.period} x={percent(start)} width={percent(end - start)} y="0" height="100%" />
      )}
      {ticksOf(span).map((tick) => (
        <line
          key={tick.label}
          className={styles.grid}
          x1={percent(tick.at)}
          x2={percent(tick.at)}
          y1="0"
          y2="100%"
        />
      ))}
      {bar.start !== null && bar.end !== null && (
        <rect
          className={cx(styles.covers, (bar.openStart || bar.openEnd) && styles.open)}
          x={percent(bar.start)}
          width={percent(Math.max(0.003, bar.end - bar.start))}
          y="10"
          height="12"
          rx="2"
        />
      )}
      <line className={styles.today} x1={at} x2={at} y1="0" y2="100%" />
      {bar.expires !== null && (
        <svg x={percent(bar.expires)} y="16" overflow="visible" aria-hidden="true">
          <path
            className={cx(
              styles.expires,
              expiry === 'expired' && styles.expired,
              expiry === 'soon' && styles.soon,
            )}
            d="M0 -8 6 0 0 8 -6 0z"
          />
        </svg>
      )}
    </svg>
  );
}
