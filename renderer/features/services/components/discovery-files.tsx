import type { DiscoveredFile, DiscoverReport } from '../../../../main/contract/discover.ts';
import { changeWords } from '../../../../main/domain/services/found-again.ts';
import { Notice } from '../../../components/notice/notice.tsx';
import { formatCount } from '../../../lib/format.ts';
import { DiscoveredFileLine } from './discovery-lines.tsx';
import styles from './services.module.css';
import { type GivenTable, TableColumns } from './table-columns.tsx';

/** Files that could not be used, each with why; a table that only wants a word about its columns stands below. */
export function Refused({ files }: { readonly files: DiscoverReport['files'] }) {
  return (
    <Notice tone="bad" title={`${formatCount(files.length, 'file')} could not be used`}>
      <ul>
        {files.map((file) => (
          <li key={file.file}>
            {file.file}: {file.refused?.message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What the same files showed when their services were added, and do not show any more, or in another number. */
function SinceThen({ report: { gone, changed } }: { readonly report: DiscoverReport }) {
  if (gone.length + changed.length === 0) return null;
  return (
    <section aria-label="Since the services were added">
      {gone.length > 0 && (
        <Notice
          tone="note"
          title={`${formatCount(gone.length, 'service')} in use that the files no longer show`}
        >
          <Changes of={gone} />
        </Notice>
      )}
      {changed.length > 0 && (
        <details>
          <summary className={styles.summary}>
            {formatCount(changed.length, 'service')} in use of which the files show another number
          </summary>
          <Changes of={changed} />
        </details>
      )}
    </section>
  );
}

const Changes = ({ of }: { readonly of: DiscoverReport['gone'] }) => (
  <ul>
    {of.map((change) => (
      <li key={`${change.ref} ${change.file}`} className={styles.small}>
        {change.label} ({change.ref}): {changeWords(change)} in {change.file}
      </li>
    ))}
  </ul>
);

type OnTable = (fingerprint: string, table: GivenTable | null) => void;

/** What the columns of an inventory hold, of a file that is one. */
function Columns({ file, onTable }: { readonly file: DiscoveredFile; readonly onTable: OnTable }) {
  const { table } = file;
  if (table === null) return null;
  const read = (given: GivenTable | null) => onTable(table.fingerprint, given);
  return <TableColumns key={table.fingerprint} file={file} table={table} open={isTold(file)} onRead={read} />;
}

/** Every file that was read, with what was in it; of an inventory what its columns hold. */
export function FilesRead(props: { readonly report: DiscoverReport; readonly onTable: OnTable }) {
  const { report, onTable } = props;
  const { files } = report;
  const aside = files.filter((file) => !isTold(file));
  const refused = files.filter(isRefused).length;
  return (
    <section aria-label="Files read">
      <SinceThen report={report} />
      <h3>
        {formatCount(files.length, 'file')} read
        {refused > 0 && `, ${refused} of them refused`}
      </h3>
      <ul>
        {files.filter(isTold).map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
          <DiscoveredFileLine key={index} file={file}>
            <Columns file={file} onTable={onTable} />
          </DiscoveredFileLine>
        ))}
      </ul>
      {aside.length > 0 && (
        <details>
          <summary className={styles.summary}>
            {formatCount(aside.length, 'file')} of a folder in which nothing was recognised
          </summary>
          <ul className={styles.small}>
            {aside.map((file) => (
              <li key={file.file}>
                {file.file}
                <Columns file={file} onTable={onTable} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Whether a file is no use at all: of an inventory only its columns are not known. */
export const isRefused = (file: DiscoveredFile): boolean =>
  file.refused !== null && file.table === null && isTold(file);

/** A folder has files of all kinds, and whoever gives it need not be told of each. */
const isTold = ({ unknown, file }: DiscoveredFile): boolean => !(unknown && file.includes('/'));
