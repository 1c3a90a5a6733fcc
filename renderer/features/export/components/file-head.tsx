import type { ReactNode } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Icon, type IconName } from '../../../components/icon/icon.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useHost } from '../../../host/context.tsx';
import { useCapability } from '../../../host/use-capability.ts';
import { cx } from '../../../lib/cx.ts';
import styles from './export.module.css';

/** A written file: its name, what is known of it, and the way to it. */
export function FileHead(props: {
  readonly icon?: IconName;
  readonly name: string;
  readonly handle: string;
  readonly children: ReactNode;
}) {
  const host = useHost();
  const toasts = useToasts();
  const reveal = useCapability('revealInFolder');
  const deliver = () =>
    host
      .deliver({ handle: props.handle, name: props.name })
      .catch((error: unknown) => toasts.show({ tone: 'error', text: failureOf(error).message }));
  return (
    <div className={styles.fileHead}>
      <Icon name={props.icon ?? 'document'} size={20} />
      <div className={styles.fileText}>
        <strong>{props.name}</strong>
        <span className={styles.small}>{props.children}</span>
      </div>
      <Button icon={reveal ? 'folder' : 'download'} onClick={() => void deliver()}>
        {reveal ? 'Show in folder' : 'Download'}
      </Button>
    </div>
  );
}

/** What was counted in a file after it was written, line by line. */
export function Checks(props: {
  readonly lines: readonly { readonly text: string; readonly ok: boolean }[];
}) {
  return (
    <ul className={styles.checks}>
      {props.lines.map((line) => (
        <li key={line.text} className={cx(styles.check, line.ok ? styles.good : styles.bad)}>
          <Icon name={line.ok ? 'check' : 'warning'} size={14} />
          {line.text}
        </li>
      ))}
    </ul>
  );
}
