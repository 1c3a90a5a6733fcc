import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef, useState } from 'react';
import { cx } from '../../lib/cx.ts';
import { Icon } from '../icon/icon.tsx';
import styles from './toast.module.css';

export interface Toast {
  readonly text: string;
  readonly tone?: 'plain' | 'error';
  /** Such as Undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Milliseconds; errors stay until they are closed. */
  readonly lasts?: number;
}
export interface Toasts {
  show(toast: Toast): void;
  /** Where they are shown. */
  readonly region: RefObject<HTMLElement | null>;
}
interface Shown extends Toast {
  readonly id: number;
}

/** How long an act can be undone from its toast; acts that are held for undo wait as long. */
export const UNDO_MS = 10_000;

const ToastContext = createContext<Toasts | null>(null);

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error('ToastProvider is missing above this component.');
  return toasts;
}

/** Short messages at the foot of the window, read aloud as they appear. */
export function ToastProvider(props: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const counter = useRef(0);
  const region = useRef<HTMLElement>(null);
  const close = (id: number) => setShown((now) => now.filter((toast) => toast.id !== id));
  const toasts = useMemo<Toasts>(
    () => ({
      region,
      show: (toast) => {
        counter.current += 1;
        const id = counter.current;
        setShown((now) => [...now.filter((other) => other.text !== toast.text).slice(-2), { ...toast, id }]);
        if (toast.tone !== 'error')
          setTimeout(
            () => setShown((now) => now.filter((other) => other.id !== id)),
            toast.lasts ?? (toast.action ? UNDO_MS : 5000),
          );
      },
    }),
    [],
  );
  return (
    <ToastContext value={toasts}>
      {props.children}
      <section ref={region} className={styles.region} aria-label="Messages" aria-live="polite">
        {shown.map((toast) => (
          <div key={toast.id} className={cx(styles.toast, toast.tone === 'error' && styles.error)}>
            {toast.tone === 'error' && <Icon name="warning" />}
            <span>{toast.text}</span>
            {toast.action && (
              <button
                type="button"
                className={styles.action}
                onClick={() => {
                  toast.action?.run();
                  close(toast.id);
                }}
              >
                {toast.action.label}
              </button>
            )}
            <button
              type="button"
              className={styles.close}
              aria-label="Close message"
              onClick={() => close(toast.id)}
            >
              <Icon name="close" size={14} />
            </button>
          </div>
        ))}
      </section>
    </ToastContext>
  );
}
