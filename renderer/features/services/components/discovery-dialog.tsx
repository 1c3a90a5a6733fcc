import { useEffect, useRef, useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { DiscoverReport } from '../../../../main/contract/discover.ts';
import type { ServiceInUse } from '../../../../main/contract/services-in-use.ts';
import { hasSeveralAccounts } from '../../../../main/domain/services/to-add.ts';
import { isWorthReading, MOST_IN_FOLDER } from '../../../../main/domain/services/worth-reading.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { DropZone } from '../../../components/drop-zone/drop-zone.tsx';
import { Checkbox, Select } from '../../../components/field/field.tsx';
import { Notice, Refusal } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { useJob } from '../../../host/use-job.ts';
import { formatCount } from '../../../lib/format.ts';
import { useChoice } from '../use-choice.ts';
import { FilesRead, isRefused, Refused } from './discovery-files.tsx';
import { AccountsFound, DiscoveredServiceLine } from './discovery-lines.tsx';
import styles from './services.module.css';
import type { GivenTable } from './table-columns.tsx';

/** Of a folder, what the command line reads of one. */
export const FOLDERS = { isWanted: isWorthReading, most: MOST_IN_FOLDER };

/** Reads files, shows what was found in them and what was not understood, and adds services after a yes. */
export function DiscoveryDialog(props: {
  /** A file that was given elsewhere comes without a name. */
  readonly initial: readonly (Pick<FileHandle, 'handle'> & { readonly name?: string })[];
  readonly onClose: () => void;
  readonly onAdded: (services: readonly ServiceInUse[]) => void;
}) {
  const job = useJob('discover.read');
  const [files, setFiles] = useState(props.initial);
  const [tables, setTables] = useState<readonly GivenTable[]>([]);
  const started = useRef(false);
  const read = (all: typeof files, said: readonly GivenTable[] = tables) => {
    setFiles(all);
    setTables(said);
    void job.run({
      files: all.map((file) => file.handle),
      ...(all.every(({ name }) => name !== undefined)
        ? { names: all.flatMap(({ name }) => name ?? []) }
        : {}),
      tables: said.map(({ fingerprint, columns }) => ({ fingerprint, columns: [...columns] })),
    });
  };
  const sayOf = (fingerprint: string, given: GivenTable | null) =>
    read(files, [...tables.filter((table) => table.fingerprint !== fingerprint), ...(given ? [given] : [])]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the files that were dropped are read once
  useEffect(() => {
    if (started.current || props.initial.length === 0) return;
    started.current = true;
    read(props.initial);
  }, []);

  const zone = (
    <DropZone
      label={files.length > 0 ? 'Add more files' : 'Choose files'}
      hint={
        files.length > 0
          ? 'or drop them here; all files are read again together'
          : 'or drop or paste them here, also as a ZIP file or a folder: templates, Terraform plans and states in JSON, exports of Resource Explorer, Tag Editor and AWS Config, cost and usage reports, lists of services, anything with ARNs; packed with gzip or not'
      }
      purpose="discover"
      folders={FOLDERS}
      compact={files.length > 0}
      onFiles={(more) => read([...files, ...more])}
    />
  );
  if (job.status.state === 'done')
    return (
      <Review
        report={job.status.result}
        zone={zone}
        onTable={sayOf}
        onClose={props.onClose}
        onAdded={props.onAdded}
      />
    );
  return (
    <Dialog title="Find services in files" onClose={props.onClose} wide>
      <div className={styles.report}>
        {job.status.state === 'running' ? (
          <JobBar
            title={`Reading ${formatCount(files.length, 'file')}`}
            progress={job.status.progress}
            cancelling={job.status.cancelling}
            onCancel={job.cancel}
          />
        ) : (
          <>
            {job.status.state === 'failed' && (
              <Notice tone="bad" title="The files could not be read">
                {job.status.failure.message}
              </Notice>
            )}
            {zone}
            <p className={styles.small}>
              The files are read on this machine and not kept. Nothing is added before you say so.
            </p>
          </>
        )}
      </div>
    </Dialog>
  );
}

function Review(props: {
  readonly report: DiscoverReport;
  readonly zone: React.ReactNode;
  readonly onTable: (fingerprint: string, table: GivenTable | null) => void;
  readonly onClose: () => void;
  readonly onAdded: (services: readonly ServiceInUse[]) => void;
}) {
  const { report } = props;
  const choice = useChoice(report);
  const { fresh, picked, accounts, what } = choice;
  const toasts = useToasts();
  const { run, busy } = useCommand('services.add', { quiet: true });
  const [problem, setProblem] = useState<string | null>(null);
  const addable = fresh.length > 0 || accounts.length > 0 || picked.length > 0;
  const refused = report.files.filter(isRefused);

  const add = async () => {
    const added = await run(choice.input);
    if (!added.ok) return setProblem(added.failure.message);
    toasts.show({ text: `${what} added` });
    props.onAdded(added.value);
    props.onClose();
  };

  return (
    <Dialog
      title="Find services in files"
      onClose={props.onClose}
      wide
      footer={
        <>
          <Button onClick={props.onClose}>{addable ? 'Add nothing' : 'Close'}</Button>
          {addable && (
            <Button kind="primary" data-autofocus disabled={what === '' || busy} onClick={() => void add()}>
              {what === '' ? 'Add services' : `Add ${what}`}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.report}>
        {problem && <Refusal>{problem}</Refusal>}
        {refused.length > 0 && <Refused files={refused} />}
        <section aria-label="Services found">
          <div className={styles.chooseAll}>
            <h3>
              <span role="status">
                {formatCount(report.services.length, 'service')} found
                {report.services.length > fresh.length &&
                  `, ${report.services.length - fresh.length} of them in use already`}
              </span>
            </h3>
            {fresh.length > 0 && (
              <EnvironmentOfAll value={choice.environment} onValue={choice.setEnvironment} />
            )}
          </div>
          {fresh.length > 1 && (
            <Checkbox
              label="All of them"
              checked={fresh.every(choice.isChosen)}
              onChecked={choice.chooseAll}
            />
          )}
          {picked.some(hasSeveralAccounts) && (
            <Checkbox
              label="A service for each account"
              hint="In place of one for all accounts that it was found in."
              checked={choice.byAccount}
              onChecked={choice.setByAccount}
            />
          )}
          <ul>
            {report.services.map((service) => (
              <DiscoveredServiceLine
                key={service.ref}
                service={service}
                checked={choice.isChosen(service)}
                onChecked={(on) => choice.choose(service, on)}
                runsAs={choice.runsAs(service)}
                onRunsAs={(id) => choice.setRunsAs(service, id)}
              />
            ))}
          </ul>
        </section>
        {accounts.length > 0 && (
          <AccountsFound
            accounts={accounts}
            checked={choice.withAccounts}
            onChecked={choice.setWithAccounts}
          />
        )}
        <FilesRead report={report} onTable={props.onTable} />
        {props.zone}
      </div>
    </Dialog>
  );
}

function EnvironmentOfAll(props: {
  readonly value: string;
  readonly onValue: (environment: string) => void;
}) {
  const environments = useDemarcData('environments.list', {});
  return (
    <div className={styles.environment}>
      <Select
        label="Environment for all of them"
        value={props.value}
        onValue={props.onValue}
        options={[
          { value: '', label: 'As found' },
          ...environments.map((entry) => ({ value: entry.id, label: entry.name })),
        ]}
      />
    </div>
  );
}
