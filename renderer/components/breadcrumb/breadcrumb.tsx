import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import styles from './breadcrumb.module.css';

/** Where one is; the last item is the place itself, the others are links. */
export function Breadcrumb(props: {
  readonly items: readonly { readonly id: string; readonly content: ReactNode }[];
}) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className={styles.list}>
        {props.items.map((item, index) => (
          <li
            key={item.id}
            className={styles.item}
            aria-current={index === props.items.length - 1 ? 'page' : undefined}
          >
            {index > 0 && <Icon name="next" size={12} />}
            {item.content}
          </li>
        ))}
      </ol>
    </nav>
  );
}
