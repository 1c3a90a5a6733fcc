import type { LinePiece, Shape } from '../../../main/domain/pictures/demarcation.ts';
import { cx } from '../../lib/cx.ts';
import { ownClass } from '../ownership/own-class.ts';
import { patternId } from '../ownership/pattern.tsx';
import styles from './demarcation.module.css';

/** Names a part among those of its band, without its count, so that it stays the same shape while it grows. */
export const partOf = (shape: Shape): string =>
  `${shape.key} ${shape.ghost} ${shape.title.slice(0, shape.title.lastIndexOf(':'))}`;

/** One party's part of a band, with its letter where there is room for one. */
export function PictureShape(props: { readonly shape: Shape; readonly prefix: string }) {
  const { shape, prefix } = props;
  const box = { x: shape.x, y: shape.y, width: Math.max(0, shape.w), height: Math.max(0, shape.h) };
  const centre = { x: shape.x + shape.w / 2, y: shape.y + shape.h / 2 };
  const roomy = shape.w >= 18 && shape.h >= 15;
  return (
    <g className={ownClass(shape.key)}>
      <title>{shape.title}</title>
      <rect
        {...box}
        className={cx(styles.shape, shape.ghost && styles.ghost, shape.beyond && styles.beyond)}
        fill={`url(#${patternId(prefix, shape.key)})`}
      />
      {shape.ghost && (
        <rect
          x={box.x + 1}
          y={box.y + 1}
          width={Math.max(0, box.width - 2)}
          height={Math.max(0, box.height - 2)}
          className={styles.ghostEdge}
        />
      )}
      {roomy && !shape.ghost && (
        <rect x={centre.x - 7} y={centre.y - 7} width="14" height="14" rx="2" className={styles.letterBack} />
      )}
      {roomy && (
        <text {...centre} className={shape.ghost ? styles.ghostLetter : styles.letter}>
          {shape.letter}
        </text>
      )}
    </g>
  );
}

/** The line where the provider's duty ends: broken where duties are still open. */
export function PictureLine({ pieces }: { readonly pieces: readonly LinePiece[] }) {
  const drawn = pieces.map((piece) => ({
    certain: piece.certain,
    points: piece.points.map((point) => `${point.x},${point.y}`).join(' '),
  }));
  return (
    <>
      {drawn.map((piece) => (
        <polyline key={`halo ${piece.points}`} points={piece.points} className={styles.halo} />
      ))}
      {drawn.map((piece) => (
        <polyline
          key={piece.points}
          points={piece.points}
          className={cx(styles.line, !piece.certain && styles.uncertain)}
        />
      ))}
    </>
  );
}
