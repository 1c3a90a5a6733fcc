import { useEffect, useMemo, useRef, useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { DiscoveredService, DiscoverReport } from '../../../../main/contract/discover.ts';
import type { ServiceInUse } from '../../../../main/contract/services-in-use.ts';
import { changeWords } from '../../../../main/domain/services/found-again.ts';
import { foundIn, placeFound } from '../../../../main/domain/services/found-in.ts';
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
import { initiallyChosen } from '../model.ts';
import { DiscoveredFileLine, DiscoveredServiceLine } from './discovery-lines.tsx';
import styles from './services.module.css';

/** Reads files, shows what was found in them and what was not understood, and adds services after a yes. */
export function DiscoveryDialog(props: {
  readonly initial: readonly Pick<FileHandle, 'handle'>[];
  readonly onClose: () => void;
  readonly onAdded: (services: readonly ServiceInUse[]) => void;
}) {
  const job = useJob('discover.read');
  const [files, setFiles] = useState(props.initial);
  const started = useRef(false);
  const read = (all: typeof files) => {
    setFiles(all);
    void job.run({ files: all.map((file) => file.handle) });
  };
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
          : 'or drop or paste them here: templates, Terraform plans and states in JSON, exports of Resource Explorer, Tag Editor and AWS Config, cost and usage reports, lists of services, anything with ARNs; packed with gzip or not'
      }
      purpose="discover"
      compact={files.length > 0}
      onFiles={(more) => read([...files, ...more])}
    />
  );
  if (job.status.state === 'done')
    return <Review report={job.status.result} zone={zone} onClose={props.onClose} onAdded={props.onAdded} />;
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
  readonly onClose: () => void;
  readonly onAdded: (services: readonly ServiceInUse[]) => void;
}) {
  const { report } = props;
  const [chosen, setChosen] = useState(() => initiallyChosen(report.services));
  const [runsAs, setRunsAs] = useState<ReadonlyMap<string, string>>(new Map());
  const environments = useDemarcData('environments.list', {});
  const [environment, setEnvironment] = useState('');
  const toasts = useToasts();
  const { run, busy } = useCommand('services.add', { quiet: true });
  const [problem, setProblem] = useState<string | null>(null);
  const fresh = useMemo(() => report.services.filter((service) => !service.alreadyInUse), [report]);
  // What is in use already can be in use once more: somebody else's copy of it, or another account's.
  const picked = report.services.filter((service) => chosen.has(service.ref));
  const addable = fresh.length > 0 || picked.length > 0;
  const refused = report.files.filter((file) => file.refused !== null);

  const choose = ({ ref }: DiscoveredService, on: boolean) =>
    setChosen((now) => new Set(on ? [...now, ref] : [...now].filter((other) => other !== ref)));
  const add = async () => {
    const added = await run({
      services: picked.map((service) => ({
        catalogueId: runsAs.get(service.ref) ?? service.catalogueId,
        ref: service.ref,
        label: service.name,
        ...placeFound(service, environments),
        foundIn: foundIn(report, service).map((found) => ({ ...found, resources: [...found.resources] })),
        ...(environment === '' ? {} : { environments: [environment] }),
      })),
    });
    if (!added.ok) return setProblem(added.failure.message);
    toasts.show({ text: `${formatCount(added.value.length, 'service')} added` });
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
            <Button
              kind="primary"
              data-autofocus
              disabled={picked.length === 0 || busy}
              onClick={() => void add()}
            >
              Add {formatCount(picked.length, 'service')}
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
            {fresh.length > 0 && <EnvironmentOfAll value={environment} onValue={setEnvironment} />}
          </div>
          {fresh.length > 1 && (
            <Checkbox
              label="All of them"
              checked={fresh.every((service) => chosen.has(service.ref))}
              onChecked={(on) => setChosen(on ? initiallyChosen(report.services) : new Set())}
            />
          )}
          <ul>
            {report.services.map((service) => (
              <DiscoveredServiceLine
                key={service.ref}
                service={service}
                checked={chosen.has(service.ref)}
                onChecked={(on) => choose(service, on)}
                runsAs={runsAs.get(service.ref) ?? service.catalogueId}
                onRunsAs={(id) => setRunsAs((now) => new Map(now).set(service.ref, id))}
              />
            ))}
          </ul>
        </section>
        <FilesRead report={report} refused={refused.length} />
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
          { value: '', label: 'By account' },
          ...environments.map((entry) => ({ value: entry.id, label: entry.name })),
        ]}
      />
    </div>
  );
}

function Refused({ files }: { readonly files: DiscoverReport['files'] }) {
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

function FilesRead({ report, refused }: { readonly report: DiscoverReport; readonly refused: number }) {
  const { files } = report;
  return (
    <section aria-label="Files read">
      <SinceThen report={report} />
      <h3>
        {formatCount(files.length, 'file')} read
        {refused > 0 && `, ${refused} of them refused`}
      </h3>
      <ul>
        {files.map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list never changes
          <DiscoveredFileLine key={index} file={file} />
        ))}
      </ul>
    </section>
  );
}
