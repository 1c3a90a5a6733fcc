import type { WrittenLayout } from '../../../../main/contract/layouts.ts';
import { Button } from '../../../components/button/button.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useHost } from '../../../host/context.tsx';
import { useCapability } from '../../../host/use-capability.ts';
import { cx } from '../../../lib/cx.ts';
import { formatBytes } from '../../../lib/format.ts';
import { layoutChecks } from '../layout-model.ts';
import styles from './export.module.css';
import own from './layouts.module.css';

/** The written layout: that it is all there, and what of this workbook it could not take. */
export function LayoutResult({ written }: { readonly written: WrittenLayout }) {
  const host = useHost();
  const toasts = useToasts();
  const reveal = useCapability('revealInFolder');
  const deliver = () =>
    host
      .deliver({ handle: written.handle, name: written.file })
      .catch((error: unknown) => toasts.show({ tone: 'error', text: failureOf(error).message }));
  return (
    <div className={styles.file}>
      <div className={styles.fileHead}>
        <Icon name="document" size={20} />
        <div className={styles.fileText}>
          <strong>{written.file}</strong>
          <span className={styles.small}>
            {formatBytes(written.bytes)}, SHA-256 <code>{written.sha256.slice(0, 16)}</code>
          </span>
        </div>
        <Button icon={reveal ? 'folder' : 'download'} onClick={() => void deliver()}>
          {reveal ? 'Show in folder' : 'Download'}
        </Button>
      </div>
      <p role="status">The layout was written, read back and is complete.</p>
      <ul className={styles.checks}>
        {layoutChecks(written).map((line) => (
          <li key={line.text} className={cx(styles.check, line.ok ? styles.good : styles.bad)}>
            <Icon name={line.ok ? 'check' : 'warning'} size={14} />
            {line.text}
          </li>
        ))}
      </ul>
      {written.leftOut.length > 0 && (
        <Notice tone="warn" title="What of this workbook is not in it">
          <ul className={own.list}>
            {written.leftOut.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
