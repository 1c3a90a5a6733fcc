import { Link } from '@tanstack/react-router';
import type { ErasureReport } from '../../../main/contract/erasure.ts';
import { recordsWords } from '../../../main/domain/erasure/words.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { Notice } from '../notice/notice.tsx';
import styles from './erased.module.css';

/** What erasing for good touches, or has touched, as a list of facts. */
export function ErasureFacts({ report }: { readonly report: ErasureReport }) {
  const { records, entries, merged, snapshots, signatures, backups, done } = report;
  return (
    <ul className={styles.facts}>
      {records.length > 0 && <li>{`In the records: ${recordsWords(records)}`}</li>}
      {report.label !== null && (
        <>
          <li>
            {`${entries} of ${formatCount(report.of, 'change')} in the log`}
            {merged > 0 && `, and ${merged} in the logs of merged copies`}
          </li>
          {snapshots > 0 && <li>{formatCount(snapshots, 'snapshot')}</li>}
          {signatures > 0 && (
            <li>{`${formatCount(signatures, 'signature')} over the name, which goes with it`}</li>
          )}
        </>
      )}
      {done === null ? (
        <li>Every backup that Demarc keeps of this workbook is written anew.</li>
      ) : (
        <>
          <li>
            {`${formatCount(backups.rewritten, 'backup')} written anew`}
            {backups.removed > 0 && `, ${backups.removed} removed in which nothing could be erased`}
          </li>
          <li>{`The file had ${formatBytes(report.bytes.before)} and has ${formatBytes(report.bytes.after)} now.`}</li>
        </>
      )}
    </ul>
  );
}

/** What no erasure reaches. */
export function Remaining({ report }: { readonly report: ErasureReport }) {
  return (
    <Notice tone="warn" title="What stays">
      <ul>
        {report.remains.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Link to="/guide/{-$page}" params={{ page: 'privacy' }}>
        Personal data: what is kept where
      </Link>
    </Notice>
  );
}
