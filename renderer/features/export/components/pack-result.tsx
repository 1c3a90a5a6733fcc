import type { AbsentReason, WrittenPack } from '../../../../main/contract/packs.ts';
import { Button } from '../../../components/button/button.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useHost } from '../../../host/context.tsx';
import { useCapability } from '../../../host/use-capability.ts';
import { cx } from '../../../lib/cx.ts';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import styles from './export.module.css';
import pack from './pack.module.css';

const WHY: Readonly<Record<AbsentReason, string>> = {
  'not-found': 'there is no file any more where it was recorded',
  altered: 'the file was altered after it was recorded',
  unreadable: 'the file could not be read',
};

/** What was written, what is inside, and the hash to send by another way than the pack itself. */
export function PackResult({ pack: written }: { readonly pack: WrittenPack }) {
  const host = useHost();
  const toasts = useToasts();
  const reveal = useCapability('revealInFolder');
  const deliver = () =>
    host
      .deliver(written)
      .catch((error: unknown) => toasts.show({ tone: 'error', text: failureOf(error).message }));
  return (
    <div className={styles.file} role="status">
      <div className={styles.fileHead}>
        <Icon name={written.encrypted ? 'lock' : 'archive'} size={20} />
        <div className={styles.fileText}>
          <strong>{written.name}</strong>
          <span className={styles.small}>
            {formatBytes(written.bytes)}
            {written.encrypted && ', encrypted with AES-256'}
          </span>
        </div>
        <Button icon={reveal ? 'folder' : 'download'} onClick={() => void deliver()}>
          {reveal ? 'Show in folder' : 'Download'}
        </Button>
      </div>
      <ul className={styles.checks}>
        {[
          `${formatCount(written.files, 'file')} inside, ${formatCount(written.evidence, 'of them evidence', 'of them evidence')}`,
          'Read back: every file has its hash, and nothing is missing',
        ].map((text) => (
          <li key={text} className={cx(styles.check, styles.good)}>
            <Icon name="check" size={14} />
            {text}
          </li>
        ))}
      </ul>
      <dl className={pack.hashes}>
        <dt>SHA-256 of the pack</dt>
        <dd>
          <code>{written.sha256}</code>
        </dd>
        <dt>Head of the change log</dt>
        <dd>
          <code>{written.changeLogHead}</code>
        </dd>
      </dl>
      {written.absent.length > 0 && (
        <Notice
          tone="warn"
          title={`${formatCount(written.absent.length, 'file is', 'files are')} not in the pack`}
        >
          <ul>
            {written.absent.map(({ number, title, why }) => (
              <li key={number}>
                E-{number} {title}: {WHY[why]}
              </li>
            ))}
          </ul>
          <p>The index says so too. Attach what is needed again, and write the pack once more.</p>
        </Notice>
      )}
      {written.warnings.length > 0 && (
        <Notice tone="warn" title="Good to know">
          <ul>
            {written.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
