import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icon/icon.tsx';
import styles from './empty-state.module.css';

/** Nothing here yet: what this place is for, and what to do next. */
export function EmptyState(props: {
  readonly icon: IconName;
  readonly title: string;
  /** 1 where the whole page is empty and has no heading of its own. */
  readonly level?: 1 | 2;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <Icon name={props.icon} size={28} className={styles.icon} />
      {props.level === 1 ? <h1>{props.title}</h1> : <h2>{props.title}</h2>}
      <div className={styles.text}>{props.children}</div>
      {props.actions && <div className={styles.acts}>{props.actions}</div>}
    </div>
  );
}
