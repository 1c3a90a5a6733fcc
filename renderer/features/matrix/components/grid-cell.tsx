// biome-ignore-all lint/a11y/useSemanticElements: cells of a virtual grid are placed by hand, which table elements cannot be
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are taken by the grid around the cells
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time
import { type MouseEvent, memo } from 'react';
import type { PartyKind } from '../../../../main/contract/parties.ts';
import { OWNERSHIP_STYLES } from '../../../../main/domain/duties/ownership.ts';
import type { MatrixCell } from '../../../../main/domain/pictures/matrix.ts';
import { ANSWERED_JUST_NOW } from '../../../answering/pane/answered-just-now.tsx';
import { ownClass } from '../../../components/ownership/own-class.ts';
import { cx } from '../../../lib/cx.ts';
import { cellWords, drawnCell } from '../model.ts';
import styles from './grid.module.css';

/** Compared by its values, so that scrolling sideways draws only the columns that come into view. */
export const GridCell = memo(function GridCell(props: {
  readonly cell: MatrixCell | undefined;
  readonly selected: boolean;
  /** Something was chosen or typed on its card that is not recorded. */
  readonly drafted: boolean;
  readonly faint: boolean;
  /** Stays among what is looked for although an answer took it out. */
  readonly gone: boolean;
  readonly id: string;
  readonly duty: number;
  readonly column: number;
  /** Pixels to the cell before it: columns between the two are not drawn. */
  readonly gap: number;
  readonly width: number;
  readonly focusable: boolean;
  readonly marked: boolean;
  readonly kinds: ReadonlyMap<string, PartyKind>;
  readonly names: ReadonlyMap<string, string>;
  readonly onFocusCell: (row: number, column: number) => void;
  readonly onPoint: (event: MouseEvent, row: number, column: number) => void;
  readonly onOpen: (ref: string) => void;
}) {
  const { cell, duty, column } = props;
  return (
    <div
      id={props.id}
      role="gridcell"
      data-ref={cell?.ref}
      aria-colindex={column + 2}
      aria-label={cellWords(cell, props.names, [
        ...(props.drafted ? ['draft, not recorded'] : []),
        ...(props.gone ? ['answered just now'] : []),
      ])}
      title={props.gone ? ANSWERED_JUST_NOW : undefined}
      aria-selected={cell ? props.selected : undefined}
      aria-current={props.marked || undefined}
      tabIndex={props.focusable ? 0 : -1}
      className={cx(
        styles.cell,
        props.selected && styles.picked,
        props.faint && styles.faint,
        props.gone && styles.gone,
        props.focusable && styles.current,
        props.marked && styles.marked,
      )}
      style={{ marginLeft: props.gap, width: props.width }}
      onFocus={() => props.onFocusCell(duty, column)}
      // Held with Shift a press would move the focus, and with it the place where the range began.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => props.onPoint(event, duty, column)}
      onDoubleClick={() => cell && props.onOpen(cell.ref)}
    >
      {cell && (
        <CellContent
          ownership={cell.ownership}
          flags={cell.flags}
          drafted={props.drafted}
          kinds={props.kinds}
        />
      )}
    </div>
  );
});

/** Parts with their letters, and the marks in the corners. */
function CellContent(props: {
  readonly ownership: string;
  readonly flags: number;
  readonly drafted: boolean;
  readonly kinds: ReadonlyMap<string, PartyKind>;
}) {
  const drawn = drawnCell(props.ownership, props.flags, props.kinds);
  const last = drawn.keys.length - 1;
  return (
    <span
      className={cx(styles.content, drawn.ghost && styles.ghost, drawn.misconception && styles.misconception)}
    >
      {drawn.keys.map((key, index) => {
        const [first, end] = [index === 0, index === last];
        const marks = cx(
          first && drawn.evidence && styles.evidence,
          first && drawn.parked && styles.parked,
          first && drawn.held && styles.held,
          end && props.drafted && styles.draft,
          end && drawn.note && styles.note,
          end && drawn.implemented && styles.implemented,
        );
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: two parties of one kind have the same key, and parts have no state
            key={index}
            data-letter={OWNERSHIP_STYLES[key].letter}
            className={cx(
              styles.part,
              ownClass(key),
              key === 'unanswered' && styles.open,
              first && styles.first,
              end && styles.last,
              marks && cx(styles.marks, marks),
            )}
          />
        );
      })}
    </span>
  );
}
