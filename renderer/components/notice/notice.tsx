import type { ReactNode } from 'react';
import { cx } from '../../lib/cx.ts';
import { bringIntoSight } from '../../lib/scroll-within.ts';
import { Icon, type IconName } from '../icon/icon.tsx';
import styles from './notice.module.css';

const ICONS = { note: 'info', warn: 'warning', bad: 'warning', good: 'check' } as const satisfies Record<
  string,
  IconName
>;

/** A message that belongs to its place on the screen: what happened, what is safe, what to do. */
export function Notice(props: {
  readonly tone?: keyof typeof ICONS;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const tone = props.tone ?? 'note';
  return (
    <div
      className={cx(styles.notice, tone !== 'note' && styles[tone])}
      role={tone === 'bad' ? 'alert' : undefined}
    >
      <Icon name={ICONS[tone]} />
      <div className={styles.body}>
        {props.title && <strong>{props.title}</strong>}
        {props.children && <div>{props.children}</div>}
        {props.actions && <div className={styles.acts}>{props.actions}</div>}
      </div>
    </div>
  );
}

/** What was refused, at the place where it was tried: it is seen, however far down its reader was. */
export function Refusal(props: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <div ref={bringIntoSight}>
      <Notice tone="bad" {...props} />
    </div>
  );
}
