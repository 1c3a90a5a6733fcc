import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from '../../lib/cx.ts';
import { IconButton } from '../button/button.tsx';
import styles from './dialog.module.css';
import { enterDialog } from './open-dialogs.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  /** Given, the dialog is a form: Enter in a field submits it. */
  readonly onSubmit?: () => void;
}

/** A modal dialog of the browser's own: it traps the focus, closes on Escape and gives the focus back. Render it to open it. */
export function Dialog(props: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    const leave = dialog ? enterDialog(dialog) : undefined;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // By itself the browser would focus the button that closes it.
      const first =
        dialog.querySelector<HTMLElement>('[data-autofocus]') ??
        body.current?.querySelector<HTMLElement>('input, select, textarea, button, a[href]');
      first?.focus();
    }
    return () => {
      leave?.();
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const inner = (
    <>
      <div className={styles.head}>
        <h2 id={titleId}>{props.title}</h2>
        <IconButton icon="close" label="Close" onClick={props.onClose} />
      </div>
      <div ref={body} className={styles.body}>
        {props.children}
      </div>
      {props.footer && <div className={styles.foot}>{props.footer}</div>}
    </>
  );
  return (
    <dialog
      ref={ref}
      className={cx(styles.dialog, props.wide && styles.wide)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      {props.onSubmit ? (
        <form
          style={{ display: 'contents' }}
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            props.onSubmit?.();
          }}
        >
          {inner}
        </form>
      ) : (
        inner
      )}
    </dialog>
  );
}
