import type {
  FindingsReport,
  FindingsSummary,
  UnplacedFindings,
} from '../../../../main/contract/findings.ts';
import { findingsFormatWords } from '../../../../main/domain/words/format-words.ts';
import { Notice } from '../../../components/notice/notice.tsx';
import table from '../../../components/table/table.module.css';
import { Table } from '../../../components/table/table.tsx';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import { useRefWords } from '../api.ts';
import styles from './register.module.css';

const WHY: Readonly<Record<UnplacedFindings['why'], string>> = {
  'unknown-check': 'the check is not known',
  'service-not-in-use': 'its service is not in use here',
  'no-service': 'it names no service that is known here',
  'other-account': 'nothing of it is in use here in the account of the findings',
  'not-asked': 'none of its duties is asked here',
};

/** What files of findings come to, before anything is taken in. */
export function FindingsReview(props: {
  readonly report: FindingsReport;
  /** What was placed by hand before goes there again, and is left to nobody. */
  readonly asBefore: boolean;
}) {
  const { report, asBefore } = props;
  const words = useRefWords();
  const { files, assignments, byControls, unplaced } = report;
  const refused = files.filter((file) => file.refused !== null);
  const findings = files.reduce((sum, { summary }) => sum + (summary?.findings ?? 0), 0);
  // Where no file could be used, all that is to say is why.
  const nothing = refused.length === files.length;
  const contradicted = assignments.filter((entry) => entry.contradicted);
  return (
    <>
      {refused.length > 0 && (
        <Notice tone="bad" title={`${formatCount(refused.length, 'file')} could not be used`}>
          <ul>
            {refused.map((file, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
              <li key={index}>
                {file.file}: {file.refused?.message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {contradicted.length > 0 && (
        <Notice
          tone="warn"
          title={`${formatCount(contradicted.length, 'duty', 'duties')} recorded as implemented, but a check failed`}
        >
          Each becomes a gap when the findings are imported.
        </Notice>
      )}
      {!nothing && (
        <>
          <section className={styles.part}>
            <h3>What was read</h3>
            <ul className={styles.links}>
              {files.map(({ file, summary }, index) =>
                summary === null ? null : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
                  <li key={index} className={styles.duty}>
                    <span>{file}</span>
                    <span className={styles.small}>{saidOf(summary)}</span>
                    {remarksOn(summary).map((remark) => (
                      <span key={remark} className={styles.small}>
                        {remark}
                      </span>
                    ))}
                  </li>
                ),
              )}
            </ul>
          </section>
          {findings > 0 && (
            <section className={styles.part}>
              <h3>{`${formatCount(assignments.length, 'duty', 'duties')} that they bear on`}</h3>
              {assignments.length > 0 && (
                <Table
                  heads={[
                    'Duty',
                    'Service',
                    { text: 'Passed', end: true },
                    { text: 'Failed', end: true },
                    { text: 'Others', end: true },
                    'Recorded as',
                  ]}
                >
                  {assignments.map(({ ref, status, results, contradicted: against }) => (
                    <tr key={ref}>
                      <td>{words(ref).duty}</td>
                      <td>{words(ref).subject}</td>
                      <td className={table.end}>{formatNumber(results.pass)}</td>
                      <td className={table.end}>{formatNumber(results.fail)}</td>
                      <td className={table.end}>{formatNumber(results.manual + results.suppressed)}</td>
                      <td>{against ? 'implemented, but a check failed' : status.replaceAll('-', ' ')}</td>
                    </tr>
                  ))}
                </Table>
              )}
            </section>
          )}
        </>
      )}
      <ByControls byControls={byControls} />
      <Unplaced unplaced={asBefore ? unplaced.filter((entry) => !isPlacedAgain(entry, report)) : unplaced} />
    </>
  );
}

function saidOf(summary: FindingsSummary): string {
  const { format, findings, results, unreadable, archived, notApplicable } = summary;
  const { pass, fail, manual, suppressed } = results;
  const said =
    findings + unreadable + archived + notApplicable === 0
      ? 'Nothing was found, which is a result too: the file is recorded as its proof.'
      : `${findingsFormatWords(format)}, ${formatCount(findings, 'finding')}: ${formatNumber(pass)} passed, ${formatNumber(fail)} failed, ${formatNumber(manual)} manual, ${formatNumber(suppressed)} suppressed`;
  return unreadable > 0 ? `${said}; ${formatCount(unreadable, 'record')} could not be read` : said;
}

/** Records that could not be read and are told one by one. */
const MAX_TOLD = 3;
/** What else is to be said of a file. */
const remarksOn = ({ findings, notes, problems }: FindingsSummary): readonly string[] => [
  // Of an empty one the line above says it.
  ...notes.filter((note) => findings > 0 || !note.startsWith('It holds no findings')),
  ...problems.slice(0, MAX_TOLD).map(({ record, why }) => `Record ${record} was not read: ${why}.`),
];

/** Whether all findings of a check go where it was placed by hand before. */
const isPlacedAgain = ({ check, findings }: UnplacedFindings, { before }: FindingsReport): boolean =>
  before.reduce((sum, entry) => sum + (entry.check === check ? entry.findings : 0), 0) >= findings;

/** Checks that no table knows and a control placed. */
function ByControls({ byControls }: Pick<FindingsReport, 'byControls'>) {
  const words = useRefWords();
  if (byControls.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{`${formatCount(byControls.length, 'unknown check')} placed by a control`}</h3>
      <ul className={styles.refList}>
        {byControls.map(({ check, title, by, refs, findings }) => (
          <li key={`${check} ${by}`} className={styles.duty}>
            <span>{title}</span>
            <span className={styles.small}>
              {`${formatCount(findings, 'finding')}: ${refs.map((ref) => `${words(ref).duty}, ${words(ref).subject}`).join('; ')}, by ${by}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Checks that a person places after the import. */
function Unplaced({ unplaced }: Pick<FindingsReport, 'unplaced'>) {
  const words = useRefWords();
  if (unplaced.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{`${formatCount(unplaced.length, 'check')} for a person to place`}</h3>
      <ul className={styles.refList}>
        {unplaced.map(({ check, title, why, account, candidates: [likely] = [], findings }) => (
          <li key={`${why} ${account ?? ''} ${check}`} className={styles.duty}>
            <span>{title}</span>
            <span className={styles.small}>
              {`${check}, ${formatCount(findings, 'finding')}: ${WHY[why]}${account === undefined ? '' : `, ${account}`}${likely ? `; likely ${words(likely.ref).duty}` : ''}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
