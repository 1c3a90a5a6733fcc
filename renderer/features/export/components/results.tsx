import { useEffect, useRef } from 'react';
import type { ExportedFile } from '../../../../main/contract/exports.ts';
import { Notice } from '../../../components/notice/notice.tsx';
import { Section } from '../../../components/page/page.tsx';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { reconciliationLines } from '../model.ts';
import styles from './export.module.css';
import { Checks, FileHead } from './file-head.tsx';

/** What was written, and that it is all there. */
export function Results(props: {
  readonly files: readonly ExportedFile[];
  /** What they were counted against: `in the workbook`. */
  readonly where: string;
}) {
  const { files, where } = props;
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
            <Result key={file.handle} file={file} where={where} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Result({ file, where }: { readonly file: ExportedFile; readonly where: string }) {
  const { reconciliation } = file;
  return (
    <li className={styles.file}>
      <FileHead name={file.name} handle={file.handle}>
        {formatBytes(file.bytes)}, SHA-256 <code>{file.sha256.slice(0, 16)}</code>
      </FileHead>
      <Checks lines={reconciliationLines(reconciliation, where)} />
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
        <Notice tone="warn" title="What this file does not show as it is written">
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
