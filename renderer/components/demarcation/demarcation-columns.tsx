import { type ReactNode, type RefObject, useId, useMemo } from 'react';
import {
  describeStack,
  type StackInput,
  workbookPicture,
} from '../../../main/domain/pictures/demarcation.ts';
import { PatternDefs } from '../ownership/pattern.tsx';
import styles from './demarcation.module.css';
import { PictureLine, PictureShape, partOf } from './picture-parts.tsx';
import { shortName } from './short-name.ts';
import { useSize } from './use-size.ts';

const GUTTER = 122;
const HEAD = 132;
/** Room at the right for the slanted name of the last column. */
const SLANT = 72;
const NARROWEST = 26;
const WIDEST = 84;
const ROOM_FOR_LABEL = 20;

const cut = (text: string) =>
  text.length > ROOM_FOR_LABEL ? `${text.slice(0, ROOM_FOR_LABEL - 1).trimEnd()}…` : text;

/** The whole workbook: one column per service, so that a glance shows where the line runs and where it is broken. */
export function DemarcationColumns(props: {
  readonly inputs: readonly StackInput[];
  readonly height: number;
  readonly onOpen?: (subject: string) => void;
  /** What can be done with the picture; it gets what holds the drawing. */
  readonly acts?: (drawing: RefObject<HTMLDivElement | null>) => ReactNode;
}) {
  const { inputs, height, onOpen } = props;

  const prefix = useId();
  const [ref, room] = useSize<HTMLDivElement>();
  const each = Math.min(WIDEST, Math.max(NARROWEST, (room - GUTTER - SLANT) / Math.max(1, inputs.length)));
  const width = GUTTER + each * inputs.length;
  const picture = useMemo(
    () => workbookPicture(inputs, { width, height, gutter: GUTTER, head: HEAD }),
    [inputs, width, height],
  );
  const keys = [...new Set(picture.shapes.map((shape) => shape.key))];
  const columns = picture.labels.filter((label) => label.of === 'column');
  return (
    <figure className={styles.figure}>
      {props.acts && <div className={styles.acts}>{props.acts(ref)}</div>}
      <div ref={ref} className={styles.canvas}>
        {room > 0 && (
          <svg
            className={styles.svg}
            width={width + SLANT}
            height={height}
            viewBox={`0 0 ${width + SLANT} ${height}`}
            aria-hidden="true"
          >
            <defs>
              <PatternDefs prefix={prefix} keys={keys} />
            </defs>
            {picture.shapes.map((shape) => (
              <PictureShape
                key={`${shape.ref} ${shape.domain} ${partOf(shape)}`}
                shape={shape}
                prefix={prefix}
              />
            ))}
            <PictureLine pieces={picture.line} />
            {picture.labels
              .filter((label) => label.of === 'band')
              .map((label) => (
                <text key={label.text} x={label.x - 8} y={label.y} className={styles.band}>
                  {shortName(label.text)}
                </text>
              ))}
            {columns.map((label, index) => (
              <text
                key={inputs[index]?.ref}
                className={styles.column}
                transform={`translate(${label.x} ${label.y - 8}) rotate(-60)`}
              >
                {cut(label.text)}
                <title>{label.text}</title>
              </text>
            ))}
            {onOpen &&
              inputs.map((input, index) => (
                // biome-ignore lint/a11y/noStaticElementInteractions: the list below opens the same, by keyboard
                <rect
                  key={input.ref}
                  x={GUTTER + index * each}
                  y={HEAD}
                  width={each}
                  height={height - HEAD}
                  className={styles.press}
                  data-screen-only
                  onClick={() => onOpen(input.ref)}
                >
                  <title>{`Open ${input.label}`}</title>
                </rect>
              ))}
          </svg>
        )}
      </div>
      <ul className="visually-hidden">
        {inputs.map((input) => (
          <li key={input.ref}>
            {describeStack(input)}{' '}
            {onOpen && (
              <button type="button" onClick={() => onOpen(input.ref)}>
                Open {input.label}
              </button>
            )}
          </li>
        ))}
      </ul>
    </figure>
  );
}
