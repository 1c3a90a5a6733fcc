import type { ReactNode } from 'react';
import { cx } from '../../lib/cx.ts';
import styles from './badge.module.css';

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'note';

export function Badge(props: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  const tone = props.tone ?? 'plain';
  return (
    <span title={props.title} className={cx(styles.badge, tone !== 'plain' && styles[tone])}>
      {props.children}
    </span>
  );
}
