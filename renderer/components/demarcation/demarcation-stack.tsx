import { type ReactNode, type RefObject, useId, useMemo } from 'react';
import { describeStack, type StackInput, stackPicture } from '../../../main/domain/pictures/demarcation.ts';
import { cx } from '../../lib/cx.ts';
import { PatternDefs } from '../ownership/pattern.tsx';
import styles from './demarcation.module.css';
import { PictureLine, PictureShape, partOf } from './picture-parts.tsx';
import { shortName } from './short-name.ts';
import { useSize } from './use-size.ts';

const GUTTER = 122;
/** The line is drawn on the edge of the bands: half of it lies outside. */
const MARGIN = 3;
const BAND_HEIGHT = 26;

/** The demarcation picture of one service, drawn from its answers; what is only suggested is drawn as a ghost. */
export function DemarcationStack(props: {
  readonly input: StackInput;
  /** Domain of the card in view: its band is marked. */
  readonly current?: string;
  readonly provider: string;
  readonly customer: string;
  /** What can be done with the picture; it gets what holds the drawing. */
  readonly acts?: (drawing: RefObject<HTMLDivElement | null>) => ReactNode;
}) {
  const { input, current } = props;
  const prefix = useId();
  const [ref, width] = useSize<HTMLDivElement>();
  const words = useMemo(() => describeStack(input), [input]);
  const picture = useMemo(() => {
    const bands = new Set(input.duties.map((duty) => duty.domain)).size;
    return stackPicture(input, {
      width: Math.max(width - MARGIN, GUTTER + 80),
      height: bands * BAND_HEIGHT,
      gutter: GUTTER,
    });
  }, [input, width]);
  const keys = [...new Set(picture.shapes.map((shape) => shape.key))];
  const here = picture.bands.find((band) => band.domain === current);
  const inset = 2;
  return (
    <figure className={styles.figure}>
      <div className={styles.sides} style={{ paddingInlineStart: GUTTER }} aria-hidden="true">
        <span>{props.provider}</span>
        <span className={styles.side}>{props.customer}</span>
      </div>
      <div ref={ref} className={styles.canvas}>
        {width > 0 && (
          <svg
            role="img"
            aria-label={words}
            className={styles.svg}
            width={picture.width + MARGIN}
            height={picture.height + 2 * MARGIN}
            viewBox={`0 ${-MARGIN} ${picture.width + MARGIN} ${picture.height + 2 * MARGIN}`}
          >
            <defs>
              <PatternDefs prefix={prefix} keys={keys} />
            </defs>
            {picture.shapes.map((shape) => (
              <PictureShape key={`${shape.domain} ${partOf(shape)}`} shape={shape} prefix={prefix} />
            ))}
            {here && (
              <rect
                data-screen-only
                x={GUTTER - inset / 2}
                y={here.y + inset / 2}
                width={picture.width - GUTTER}
                height={here.h - inset}
                rx="2"
                className={styles.here}
              />
            )}
            <PictureLine pieces={picture.line} />
            {picture.labels.map((label) => {
              const band = picture.bands.find((candidate) => candidate.name === label.text);
              return (
                <text
                  key={label.text}
                  x={label.x - 8}
                  y={label.y}
                  className={cx(styles.band, band?.domain === current && styles.bandCurrent)}
                >
                  {shortName(label.text)}
                </text>
              );
            })}
          </svg>
        )}
      </div>
      {props.acts && <div className={styles.acts}>{props.acts(ref)}</div>}
    </figure>
  );
}
