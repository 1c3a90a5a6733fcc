import type { Overview } from '../../../../main/contract/overview.ts';
import { formatCount, formatDate, formatMoment, formatNumber, formatWeekday } from '../../../lib/format.ts';
import styles from '../overview.module.css';
import { Chart } from './chart.tsx';

const HEIGHT = 190;
const COLUMN = 56;
const FOOT = 18;
const HEAD = 14;

/** How much changed on each day of the last seven, and what came last. */
export function Week({ week }: { readonly week: Overview['week'] }) {
  const most = Math.max(1, ...week.days.map((day) => day.changes));
  const width = week.days.length * COLUMN;
  const height = HEAD + HEIGHT + FOOT;
  return (
    <Chart
      title="Changed this week"
      hint={formatCount(week.changes, 'change')}
      head={['Day', 'Changes']}
      rows={week.days.map((day) => [formatDate(day.date), formatNumber(day.changes)])}
    >
      <div className={styles.week}>
        <div className={styles.canvas}>
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            {week.days.map((day, index) => {
              const tall = (day.changes / most) * HEIGHT;
              const x = index * COLUMN;
              return (
                <g key={day.date}>
                  <title>{`${formatDate(day.date)}: ${formatCount(day.changes, 'change')}`}</title>
                  <rect
                    x={x + 12}
                    y={HEAD + HEIGHT - Math.max(tall, 1)}
                    width={COLUMN - 24}
                    height={Math.max(tall, 1)}
                    rx={2}
                    className={styles.column}
                  />
                  {day.changes > 0 && (
                    <text x={x + COLUMN / 2} y={HEAD + HEIGHT - tall - 6} className={styles.over}>
                      {formatNumber(day.changes)}
                    </text>
                  )}
                  <text x={x + COLUMN / 2} y={height - 5} className={styles.day}>
                    {formatWeekday(day.date)}
                  </text>
                </g>
              );
            })}
          </svg>
        </div>
        <ol className={styles.latest} aria-label="The last changes">
          {week.latest.map((change) => (
            <li key={change.rev}>
              <span className={styles.what}>{change.summary}</span>
              <span className={styles.when}>
                {[change.who, formatMoment(change.at)].filter(Boolean).join(', ')}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </Chart>
  );
}
