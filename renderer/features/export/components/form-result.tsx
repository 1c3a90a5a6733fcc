import type { FilledForm } from '../../../../main/contract/forms.ts';
import { Notice } from '../../../components/notice/notice.tsx';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { reasonLines, sheetLines } from '../form-model.ts';
import styles from './export.module.css';
import { Checks, FileHead } from './file-head.tsx';
import { Sentences } from './sentences.tsx';

/** The filled form: how many rows of each sheet are ours, which were left and why, and what to know before it goes out. */
export function FormResult({ filled }: { readonly filled: FilledForm }) {
  const reasons = reasonLines(filled);
  return (
    <div className={styles.file}>
      <FileHead name={filled.file} handle={filled.handle}>
        {filled.title}, {formatBytes(filled.bytes)}, SHA-256 <code>{filled.sha256.slice(0, 16)}</code>
      </FileHead>
      <p role="status">
        {formatCount(filled.cells, 'cell was', 'cells were')} written and read back; everything else is as it
        was.
      </p>
      <Checks lines={sheetLines(filled).map((text) => ({ text, ok: true }))} />
      {reasons.length > 0 && (
        <Notice tone="warn" title="Rows that were left, whole or in part">
          <Sentences of={reasons} />
        </Notice>
      )}
      {filled.leftOut.length > 0 && (
        <Notice title="To know before it goes out">
          <Sentences of={filled.leftOut} />
        </Notice>
      )}
    </div>
  );
}
