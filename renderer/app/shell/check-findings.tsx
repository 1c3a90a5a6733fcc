import { Link } from '@tanstack/react-router';
import type { VerifyReport, WorkbookInfo } from '../../../main/contract/workbook.ts';
import { recordedWords } from '../../../main/domain/erasure/words.ts';
import { sentence, signOffWords } from '../../../main/domain/signatures/key-words.ts';
import { brokenWords, notFoundWords, placeOf } from '../../../main/domain/words/verify-words.ts';
import { Notice } from '../../components/notice/notice.tsx';
import { formatBytes, formatCount, formatDate, formatMoment } from '../../lib/format.ts';
import styles from './check-workbook.module.css';
import { RebuildWorkbook } from './rebuild-workbook.tsx';

/** The verdict first, then what differs and the way out, then the digests to compare with documents. */
export function CheckFindings(props: {
  readonly info: WorkbookInfo;
  readonly report: VerifyReport;
  readonly onClose: () => void;
}) {
  const { info, report } = props;
  const { looked } = report;
  // That a digest is not in its history makes no workbook a damaged one, and is told by itself.
  const problems = report.problems.filter(
    (problem) => looked?.found !== null || problem !== notFoundWords(looked.given),
  );
  const damaged = problems.length > 0;
  return (
    <>
      <div role="status" className={styles.check}>
        {!damaged && (
          <Notice tone="good" title="The workbook is sound">
            {formatCount(report.changes, 'change')} in an unbroken log, every record as the log says, and{' '}
            {formatCount(report.evidence, 'file')} of evidence ({formatBytes(report.bytes)}) with the recorded
            hashes.
          </Notice>
        )}
        {!damaged && <Looked looked={looked} />}
      </div>
      {damaged && (
        <>
          <Notice
            tone="bad"
            title={`The workbook is not as it was recorded: ${formatCount(problems.length, 'problem')}`}
          >
            Rebuild it from its change log into a new file, or open a backup:{' '}
            <Link to="/" onClick={props.onClose}>
              backups are on the start page
            </Link>
            .
          </Notice>
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={problem}>
                <Problem
                  sentence={problem}
                  places={report.places}
                  workbook={info.id}
                  onClose={props.onClose}
                />
              </li>
            ))}
          </ul>
          <RebuildWorkbook info={info} />
          <Looked looked={looked} />
        </>
      )}
      <Broken broken={report.broken} workbook={info.id} onClose={props.onClose} />
      {report.erasures.length > 0 && (
        <Notice title="Erased for good">
          <ul>
            {report.erasures.map((erasure) => (
              <li key={erasure.change}>{recordedWords(erasure)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <dl className={styles.facts}>
        {report.head !== '' && (
          <>
            <dt>Head of the change log</dt>
            <dd>
              <code>{report.head}</code>
            </dd>
          </>
        )}
        {report.state !== null && (
          <>
            <dt>Digest of the state</dt>
            <dd>
              <code>{report.state}</code>
            </dd>
          </>
        )}
        {report.signOffs.map((entry) => (
          <SignOff key={entry.number} entry={entry} />
        ))}
      </dl>
    </>
  );
}

/** What breaks a rule that is on makes no workbook a damaged one, and is told by itself. */
function Broken(props: {
  readonly broken: VerifyReport['broken'];
  readonly workbook: string;
  readonly onClose: () => void;
}) {
  if (props.broken.length === 0) return null;
  return (
    <Notice tone="warn" title="What the rules of two pairs of eyes do not allow">
      <ul>
        {props.broken.map((broken) => (
          <li key={broken.rule}>
            {brokenWords(broken)}.{' '}
            <Link
              to="/w/$workbook/gaps"
              params={{ workbook: props.workbook }}
              search={{ rule: broken.gap }}
              onClick={props.onClose}
            >
              Listed among the gaps
            </Link>
          </li>
        ))}
      </ul>
      The record is no less sound for it.
    </Notice>
  );
}

function Looked({ looked }: Pick<VerifyReport, 'looked'>) {
  if (looked === null) return null;
  const { given, found } = looked;
  if (found === null)
    return (
      <Notice tone="bad" title="That digest is not in the history of this workbook">
        {given} is of another workbook, or of changes that were taken out since.
      </Notice>
    );
  return (
    <Notice tone="good" title="That digest is in the history of this workbook">
      {found.what === 'head' ? 'The head of the change log' : 'The state'} at revision {found.rev},{' '}
      {formatMoment(found.at)}
      {found.copy !== null && `, of the merged copy ${found.copy}`}.
    </Notice>
  );
}

/** A sentence about a duty names it, and leads there. */
function Problem(props: {
  readonly sentence: string;
  readonly places: VerifyReport['places'];
  readonly workbook: string;
  readonly onClose: () => void;
}) {
  const place = placeOf(props.sentence);
  const name = place && Object.hasOwn(props.places, place.ref) ? props.places[place.ref] : undefined;
  if (!place || name === undefined) return props.sentence;
  const [subject = ''] = place.ref.split('/');
  return (
    <>
      <Link
        to="/w/$workbook/walk/{-$subject}"
        params={{ workbook: props.workbook, subject }}
        search={{ card: place.ref }}
        onClick={props.onClose}
      >
        {name}
      </Link>
      {place.rest}
    </>
  );
}

function SignOff({ entry }: { readonly entry: VerifyReport['signOffs'][number] }) {
  return (
    <>
      <dt>Sign-off {entry.number}</dt>
      <dd>
        {entry.subject ?? 'The whole workbook'}, {formatDate(entry.signedAt.slice(0, 10))}:{' '}
        {sentence(signOffWords(entry))}
      </dd>
    </>
  );
}
