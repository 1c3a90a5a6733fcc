import { useId } from 'react';
import { useSize } from '../../../components/demarcation/use-size.ts';
import { ownClass } from '../../../components/ownership/own-class.ts';
import { PatternDefs, patternId } from '../../../components/ownership/pattern.tsx';
import { cx } from '../../../lib/cx.ts';
import type { Bar, BarPart } from '../model.ts';
import styles from '../overview.module.css';

const ROW = 28;
const BAR = 18;
const GAP = 8;
const END = 62;

/** Bars beside their names. whole: each as long as the others, for shares; count: as long as its number. */
export function Bars(props: { readonly bars: readonly Bar[]; readonly scale: 'whole' | 'count' }) {
  const { bars, scale } = props;
  const prefix = useId();
  const [ref, room] = useSize<HTMLDivElement>();
  const gutter = room < 420 ? 110 : 190;
  const width = Math.max(0, room - gutter - END);
  const totals = bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.value, 0));
  const most = Math.max(1, ...totals);
  const keys = [...new Set(bars.flatMap((bar) => bar.parts.flatMap(ownersOf)))];
  const height = bars.length * ROW;
  const letters = Math.floor((gutter - GAP) / 6.4);
  return (
    <div ref={ref} className={styles.canvas}>
      {room > 0 && (
        <svg width={room} height={height} viewBox={`0 0 ${room} ${height}`} aria-hidden="true">
          <defs>
            <PatternDefs prefix={prefix} keys={keys} />
          </defs>
          {bars.map((bar, index) => {
            const whole = scale === 'whole' ? (totals[index] ?? 0) || 1 : most;
            const y = index * ROW + (ROW - BAR) / 2;
            let x = gutter;
            const drawn = bar.parts.map((part) => {
              const at = x;
              const wide = (part.value / whole) * width;
              x += wide;
              return <Stretch key={part.id} part={part} prefix={prefix} x={at} y={y} width={wide} />;
            });
            return (
              <g key={bar.id}>
                <text x={gutter - GAP} y={index * ROW + ROW / 2} className={styles.name}>
                  {bar.label.length > letters ? `${bar.label.slice(0, letters - 1).trimEnd()}…` : bar.label}
                  <title>{bar.label}</title>
                </text>
                {drawn}
                <text x={x + GAP} y={index * ROW + ROW / 2} className={styles.end}>
                  {bar.end}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}

const ownersOf = (part: BarPart) => ('own' in part.fill ? [part.fill.own] : []);

function Stretch(props: {
  readonly part: BarPart;
  readonly prefix: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}) {
  const { part, prefix, x, y, width } = props;
  const centre = { x: x + width / 2, y: y + BAR / 2 };
  const roomy = width >= 10 + part.mark.length * 7;
  const box = { x, y, width, height: BAR };
  if ('own' in part.fill)
    return (
      <g className={ownClass(part.fill.own)}>
        <title>{part.title}</title>
        <rect {...box} className={styles.stretch} fill={`url(#${patternId(prefix, part.fill.own)})`} />
        {roomy && (
          <>
            <rect x={centre.x - 7} y={centre.y - 7} width="14" height="14" rx="2" className={styles.back} />
            <text {...centre} className={styles.mark}>
              {part.mark}
            </text>
          </>
        )}
      </g>
    );
  return (
    <g className={styles[part.fill.severity]}>
      <title>{part.title}</title>
      <rect {...box} className={cx(styles.stretch, styles.toned)} />
      {roomy && (
        <text {...centre} className={styles.tonedMark}>
          {part.mark}
        </text>
      )}
    </g>
  );
}
