import { useEffect, useRef } from 'react';
import type { Evidence } from '../../../../main/contract/evidence.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { formatBytes } from '../../../lib/format.ts';
import styles from './preview.module.css';
import { Preview } from './preview.tsx';

/** Looks at one piece after another without leaving the register. Left and right go on. */
export function PreviewDialog(props: {
  /** What can be looked at, in the order of the list. */
  readonly pieces: readonly Evidence[];
  readonly number: number;
  readonly onNumber: (number: number) => void;
  readonly onClose: () => void;
}) {
  const { pieces } = props;
  const at = pieces.findIndex((piece) => piece.number === props.number);
  const piece = pieces[at];
  const step = (by: number) => {
    const next = pieces.at((at + by) % pieces.length);
    if (next) props.onNumber(next.number);
  };
  const stepNow = useRef(step);
  stepNow.current = step;
  useEffect(() => {
    // On the document: the arrows work wherever the focus stands, as the dialog is modal.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      event.preventDefault();
      stepNow.current(event.key === 'ArrowLeft' ? -1 : 1);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  if (!piece) return null;
  const several = pieces.length > 1;
  return (
    <Dialog
      wide
      title={`E-${piece.number} ${piece.title}`}
      onClose={props.onClose}
      footer={
        <>
          <span className={styles.facts} role="status">
            {`${at + 1} of ${pieces.length}`}
            {piece.fileName !== null && `, ${piece.fileName}`}
            {piece.size !== null && `, ${formatBytes(piece.size)}`}
          </span>
          {several && (
            <>
              <Button icon="back" onClick={() => step(-1)}>
                Previous
              </Button>
              <Button icon="next" onClick={() => step(1)} data-autofocus>
                Next
              </Button>
            </>
          )}
          <Button kind="primary" onClick={props.onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className={styles.stage}>
        <Preview key={piece.number} piece={piece} large />
      </div>
    </Dialog>
  );
}
