import type { PackProblem, PackReport } from '../../../../main/contract/packs.ts';
import { timestampWords } from '../../../../main/domain/pack/timestamp-words.ts';
import { groupsOf, sentence, signedByWords } from '../../../../main/domain/signatures/key-words.ts';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { formatBytes, formatCount, formatDate, formatMoment } from '../../../lib/format.ts';
import styles from './pack-check.module.css';

function Absent({ absent }: Pick<PackReport, 'absent'>) {
  if (absent.length === 0) return null;
  return (
    <Notice tone="warn" title="Not in the pack, as it says itself">
      <ul>
        {absent.map(({ number, title }) => (
          <li key={number}>
            E-{number} {title}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The time that a timestamp attests, and what was not judged of it; or why it attests none. */
function Stamp({ stamp }: { readonly stamp: PackReport['timestamp'] }) {
  if (stamp === null) return null;
  return stamp.problem === null ? (
    <Notice tone="note">{timestampWords(stamp)}</Notice>
  ) : (
    <Notice tone="bad" title="The timestamp does not hold">
      {sentence(stamp.problem)}
    </Notice>
  );
}

/** The verdict first, then what is wrong by its kind, then what the pack says of itself. */
export function PackFindings({ report }: { readonly report: PackReport }) {
  const { altered, missing, extra, archive, against, absent } = report;
  const { signature, known, timestamp: stamp } = report;
  const broken = signature?.problem ?? null;
  const problems =
    altered.length +
    missing.length +
    extra.length +
    archive.length +
    (broken === null ? 0 : 1) +
    (stamp?.problem ? 1 : 0);
  return (
    <>
      {/* What is bad is an alert by itself. */}
      <div role={problems === 0 ? 'status' : undefined}>
        {problems === 0 ? (
          <Notice tone="good" title="The pack is as it was written">
            {formatCount(report.files, 'file was', 'files were')} read. None is altered, none is missing, none
            was added, and not one bit of the archive differs.
          </Notice>
        ) : (
          <Notice tone="bad" title="The pack is not as it was written">
            Do not rely on it. Ask whoever sent it for another copy, and compare its SHA-256 with theirs.
          </Notice>
        )}
      </div>
      <Problems title="Altered" problems={altered} />
      <Problems title="Missing" problems={missing} />
      <Problems title="Added" problems={extra} />
      <Problems title="The archive" problems={archive.map((sentence) => ({ path: sentence, sentence }))} />
      {broken !== null && (
        <Notice tone="bad" title="The signature does not hold">
          {sentence(broken)}
        </Notice>
      )}
      <Stamp stamp={stamp} />
      {against && <Against against={against} sound={problems === 0} />}
      <Absent absent={absent} />
      <Panel padded>
        <dl className={styles.facts}>
          {report.workbook && (
            <>
              <dt>Assessment</dt>
              <dd>
                {report.workbook.title}, {report.workbook.organisation}
              </dd>
              <dt>State</dt>
              <dd>
                Revision {report.workbook.revision}, last changed {formatMoment(report.workbook.lastChange)}
                {report.workbook.judgedAsOf !== null &&
                  `, judged as of ${formatDate(report.workbook.judgedAsOf)}`}
              </dd>
              <dt>Head of the change log</dt>
              <dd>
                <code>{report.workbook.changeLogHead}</code>
              </dd>
              {report.workbook.state !== null && (
                <>
                  <dt>Digest of the state</dt>
                  <dd>
                    <code>{report.workbook.state}</code>
                  </dd>
                </>
              )}
            </>
          )}
          <dt>Signature</dt>
          <dd>
            {signature === null
              ? 'No key signed it.'
              : broken === null
                ? sentence(signedByWords({ ...signature, known }))
                : 'Not to be relied on.'}
            {signature !== null && broken === null && (
              <>
                <br />
                <code>{groupsOf(signature.fingerprint)}</code>
              </>
            )}
          </dd>
          <dt>Size</dt>
          <dd>
            {formatBytes(report.bytes)}
            {report.encrypted && ', encrypted'}
          </dd>
          <dt>SHA-256 of the pack</dt>
          <dd>
            <code>{report.sha256}</code>
          </dd>
        </dl>
      </Panel>
    </>
  );
}

function Problems(props: { readonly title: string; readonly problems: readonly PackProblem[] }) {
  if (props.problems.length === 0) return null;
  return (
    <Panel padded>
      <h3>
        {props.title} <span className={styles.count}>{props.problems.length}</span>
      </h3>
      <ul className={styles.problems}>
        {props.problems.map(({ path, sentence }) => (
          <li key={path}>{sentence}</li>
        ))}
      </ul>
    </Panel>
  );
}

/** `sound` is whether the pack itself is: what an altered one says of its workbook is only what it says. */
function Against(props: { readonly against: NonNullable<PackReport['against']>; readonly sound: boolean }) {
  const { against, sound } = props;
  if (against.standing === 'other')
    return <Notice title="Not of this workbook">The pack was written from another workbook.</Notice>;
  if (against.problems.length === 0)
    return (
      <Notice
        tone={sound ? 'good' : 'note'}
        title={sound ? "In this workbook's change log" : 'What it says of this workbook'}
      >
        {against.sentence}
      </Notice>
    );
  return (
    <Notice tone="bad" title="Not what this workbook says">
      <ul>
        {against.problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Notice>
  );
}
