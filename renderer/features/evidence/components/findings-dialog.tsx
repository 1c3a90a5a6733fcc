import { useEffect, useRef, useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { FindingsAdded, FindingsReport } from '../../../../main/contract/findings.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { DropZone } from '../../../components/drop-zone/drop-zone.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useJob } from '../../../host/use-job.ts';
import { formatCount } from '../../../lib/format.ts';
import { FindingChanges } from './finding-changes.tsx';
import { FindingsBefore } from './findings-before.tsx';
import { FindingsEffect } from './findings-effect.tsx';
import { FindingsFrom, type FindingsPlace } from './findings-from.tsx';
import { FindingsReview } from './findings-review.tsx';
import { FindingsToPlaceList } from './findings-to-place.tsx';
import styles from './register.module.css';

/** Reads files of findings, shows what they come to, takes them in after a yes, and lets a person place the rest. */
export function FindingsDialog(props: {
  /** Handle of a file that was chosen elsewhere, to be read at once. */
  readonly initial?: string | undefined;
  readonly onOpen: (number: number) => void;
  readonly onClose: () => void;
}) {
  const reading = useJob('findings.read');
  const adding = useJob('findings.add');
  const [files, setFiles] = useState<readonly Pick<FileHandle, 'handle'>[]>([]);
  const [from, setFrom] = useState<FindingsPlace>({});
  const [complete, setComplete] = useState(false);
  const [asBefore, setAsBefore] = useState(true);
  const source = (all: typeof files, place: FindingsPlace) => ({
    files: all.map((file) => file.handle),
    ...place,
  });
  const read = (all: typeof files, place: FindingsPlace) => {
    setFiles(all);
    setFrom(place);
    setComplete(false);
    void reading.run(source(all, place));
  };
  const started = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file that was chosen elsewhere is read once
  useEffect(() => {
    if (started.current || props.initial === undefined) return;
    started.current = true;
    read([{ handle: props.initial }], {});
  }, []);
  const report = reading.status.state === 'done' ? reading.status.result : null;
  const count = report ? countFindings(report) : 0;
  // A scan that found nothing is recorded too.
  const any = report?.files.some(({ summary }) => summary !== null) ?? false;
  const added = adding.status.state === 'done' ? adding.status.result.added : null;
  const running = [reading, adding].find(({ status }) => status.state === 'running');
  const failed = [adding, reading].find(({ status }) => status.state === 'failed');
  const asking = report !== null && added === null && running === undefined;
  return (
    <Dialog
      title="Import findings"
      onClose={props.onClose}
      wide
      footer={
        <>
          <Button onClick={props.onClose}>{asking && any ? 'Import nothing' : 'Close'}</Button>
          {asking && any && (
            <Button
              kind="primary"
              data-autofocus
              onClick={() => void adding.run({ ...source(files, from), complete, asBefore })}
            >
              {count === 0 ? 'Record the result' : `Import ${formatCount(count, 'finding')}`}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        {failed?.status.state === 'failed' && <Notice tone="bad">{failed.status.failure.message}</Notice>}
        {running?.status.state === 'running' && (
          <JobBar
            title={running === adding ? 'Importing findings' : `Reading ${formatCount(files.length, 'file')}`}
            progress={running.status.progress}
            cancelling={running.status.cancelling}
            onCancel={running.cancel}
          />
        )}
        {asking && (
          <>
            <FindingsFrom report={report} from={from} onFrom={(place) => read(files, place)} />
            <FindingsEffect effect={report.effect} complete={complete} onComplete={setComplete} />
            <FindingsBefore before={report.before} asBefore={asBefore} onAsBefore={setAsBefore} />
            <FindingsReview report={report} asBefore={asBefore} />
          </>
        )}
        {added && <Outcome added={added} onOpen={props.onOpen} />}
        {!running && !added && (
          <DropZone
            label={files.length > 0 ? 'Add more files' : 'Choose files'}
            hint={
              files.length > 0
                ? 'or drop them here; all files are read again together'
                : 'or drop or paste them here: results of Prowler, ScoutSuite, CloudSploit or Steampipe, checklists of STIGs (.cklb), results of assessments in OSCAL, Security Hub (JSON or CSV), and JSON of Config, Inspector, GuardDuty, Macie, Access Analyzer, Trusted Advisor or Well-Architected. A ZIP file stands for what is in it. Pages of one answer come in together or one after the other.'
            }
            purpose="evidence"
            compact={files.length > 0}
            onFiles={(more) => read([...files, ...more], from)}
          />
        )}
        {!running && !asking && <FindingsToPlaceList unplaced={report?.unplaced ?? []} />}
      </div>
    </Dialog>
  );
}

const countFindings = (report: FindingsReport): number =>
  report.files.reduce((sum, { summary }) => sum + (summary?.findings ?? 0), 0);

function Outcome({
  added,
  onOpen,
}: {
  readonly added: FindingsAdded;
  readonly onOpen: (number: number) => void;
}) {
  const { fresh, changed, unchanged, gone, older } = added;
  const nothing = fresh + changed + unchanged + gone + older === 0;
  return (
    <>
      <div role="status">
        <Notice
          tone="good"
          title={nothing ? 'The result is in the workbook' : 'The findings are in the workbook'}
        >
          {nothing
            ? 'The scan found nothing, and nothing that was recorded before ended with it. One undo takes it back.'
            : `${fresh} new, ${changed} with another result, ${unchanged} as before, ${gone} gone. One undo takes all of it back.`}
          {older > 0 && ` ${formatCount(older, 'finding')} not counted: what is recorded was observed later.`}
        </Notice>
      </div>
      <FindingChanges
        changes={added.changes}
        total={fresh + changed + gone}
        first={changed + unchanged + gone + older === 0}
      />
      <div className={styles.buttons}>
        {added.evidence.map(({ number, file }) => (
          <Button key={number} size="small" onClick={() => onOpen(number)}>
            {`Open E-${number} ${file}`}
          </Button>
        ))}
      </div>
    </>
  );
}
