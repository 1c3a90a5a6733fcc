import type { WrittenLayout } from '../../../../main/contract/layouts.ts';
import { Notice } from '../../../components/notice/notice.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { layoutChecks } from '../layout-model.ts';
import styles from './export.module.css';
import { Checks, FileHead } from './file-head.tsx';
import { Sentences } from './sentences.tsx';

/** The written layout: that it is all there, and what of this workbook it could not take. */
export function LayoutResult({ written }: { readonly written: WrittenLayout }) {
  return (
    <div className={styles.file}>
      <FileHead name={written.file} handle={written.handle}>
        {formatBytes(written.bytes)}, SHA-256 <code>{written.sha256.slice(0, 16)}</code>
      </FileHead>
      <p role="status">The layout was written, read back and is complete.</p>
      <Checks lines={layoutChecks(written)} />
      {written.leftOut.length > 0 && (
        <Notice tone="warn" title="What of this workbook is not in it">
          <Sentences of={written.leftOut} />
        </Notice>
      )}
    </div>
  );
}
