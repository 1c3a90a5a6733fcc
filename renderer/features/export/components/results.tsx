import { useEffect, useRef } from 'react';
import type { ExportedFile } from '../../../../main/contract/exports.ts';
import { Button } from '../../../components/button/button.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Section } from '../../../components/page/page.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useHost } from '../../../host/context.tsx';
import { useCapability } from '../../../host/use-capability.ts';
import { cx } from '../../../lib/cx.ts';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { reconciliationLines } from '../model.ts';
import styles from './export.module.css';

/** What was written, and that it is all there. */
export function Results({ files }: { readonly files: readonly ExportedFile[] }) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers give a promise for it, which is no way to end an effect.
    top.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const complete = files.every((file) => file.reconciliation.ok);
  return (
    <div ref={top}>
      <Section title="Written">
        <p role="status">
          {complete
            ? `${formatCount(files.length, 'file')} written, read back and complete.`
            : 'Something is missing. Do not pass these files on.'}
        </p>
        <ul className={styles.files}>
          {files.map((file) => (
            <Result key={file.handle} file={file} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Result({ file }: { readonly file: ExportedFile }) {
  const host = useHost();
  const toasts = useToasts();
  const reveal = useCapability('revealInFolder');
  const { reconciliation } = file;
  const deliver = () =>
    host
      .deliver(file)
      .catch((error: unknown) => toasts.show({ tone: 'error', text: failureOf(error).message }));
  return (
    <li className={styles.file}>
      <div className={styles.fileHead}>
        <Icon name="document" size={20} />
        <div className={styles.fileText}>
          <strong>{file.name}</strong>
          <span className={styles.small}>
            {formatBytes(file.bytes)}, SHA-256 <code>{file.sha256.slice(0, 16)}</code>
          </span>
        </div>
        <Button icon={reveal ? 'folder' : 'download'} onClick={() => void deliver()}>
          {reveal ? 'Show in folder' : 'Download'}
        </Button>
      </div>
      <ul className={styles.checks}>
        {reconciliationLines(reconciliation).map((line) => (
          <li key={line.text} className={cx(styles.check, line.ok ? styles.good : styles.bad)}>
            <Icon name={line.ok ? 'check' : 'warning'} size={14} />
            {line.text}
          </li>
        ))}
      </ul>
      {reconciliation.problems.length > 0 && (
        <Notice tone="bad" title="Not everything arrived in this file">
          <ul>
            {reconciliation.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      {file.warnings.length > 0 && (
        <Notice tone="warn" title="Good to know">
          <ul>
            {file.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
    </li>
  );
}
