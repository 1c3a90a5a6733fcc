import { useCallback, useEffect, useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { ControlTextsPreview, OtherTexts } from '../../../../main/contract/control-texts.ts';
import { unplacedInWords } from '../../../../main/domain/controls/control-texts.ts';
import { Button } from '../../../components/button/button.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useJob } from '../../../host/use-job.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import styles from './control-texts.module.css';
import { RecordedTexts } from './recorded-texts.tsx';

interface Taking {
  readonly file: FileHandle;
  /** Catalogues that were given together with it, from which a profile chooses. */
  readonly beside: readonly string[];
  readonly onDone: () => void;
}
/** An OSCAL catalogue or profile: whose controls it holds, how many are known here, and taking their texts in. */
export function ControlTexts({ file, beside, onDone }: Taking) {
  const { readOnly } = useDemarcData('workbook.info', {});
  const preview = useJob('texts.preview');
  const recording = useJob('texts.record');
  const toasts = useToasts();
  const { run } = preview;
  const given = beside.join('\n');
  const look = useCallback(
    () => run({ file: file.handle, beside: given === '' ? [] : given.split('\n') }),
    [run, file.handle, given],
  );
  useEffect(() => void look(), [look]);

  const take = async (replaces: string | null) => {
    const taken = await recording.run({
      file: file.handle,
      beside: [...beside],
      ...(replaces === null ? {} : { replaces }),
    });
    if (!taken) return;
    toasts.show({ text: `${formatCount(taken.controls, 'text')} of ${taken.frameworkName} taken in` });
    onDone();
  };
  const job = recording.status.state === 'running' ? recording : preview;
  return (
    <div className={styles.parts}>
      {job.status.state === 'running' && (
        <JobBar
          title={job === recording ? 'Taking the texts in' : 'Reading the catalogue'}
          progress={job.status.progress}
          cancelling={job.status.cancelling}
          onCancel={job.cancel}
        />
      )}
      {preview.status.state === 'idle' && (
        <span>
          <Button onClick={() => void look()}>Read the catalogue</Button>
        </span>
      )}
      {preview.status.state === 'failed' && (
        <Notice tone="bad" title="This file cannot be used">
          {preview.status.failure.message} Nothing was changed.
        </Notice>
      )}
      {recording.status.state === 'failed' && (
        <Notice tone="bad" title="The texts were not taken in">
          {recording.status.failure.message}
        </Notice>
      )}
      {preview.status.state === 'done' && (
        <Found
          found={preview.status.result}
          readOnly={readOnly}
          busy={recording.status.state === 'running'}
          onTake={(replaces) => void take(replaces)}
        />
      )}
      <RecordedTexts readOnly={readOnly} />
    </div>
  );
}

interface FoundTexts {
  readonly found: ControlTextsPreview;
  readonly readOnly: boolean;
  readonly busy: boolean;
  readonly onTake: (replaces: string | null) => void;
}
function Found(props: FoundTexts) {
  const { found } = props;
  const more = found.known - found.matched - found.missing.length;
  return (
    <Section
      title={found.title}
      hint={`Version ${found.version}, OSCAL ${found.oscalVersion.replace(/^v/, '')}`}
    >
      <Panel padded>
        <div className={styles.found}>
          <dl className={styles.facts}>
            <dt>Framework</dt>
            <dd>{found.frameworkName}</dd>
            <dt>Known here</dt>
            <dd>
              {formatNumber(found.matched)} of {formatCount(found.known, 'control')} have their full text in
              this file
            </dd>
            <dt>In the file</dt>
            <dd>
              {formatCount(found.controls, 'control')}
              {found.withdrawn > 0 && `, ${formatNumber(found.withdrawn)} of them withdrawn`}
            </dd>
            {found.missing.length > 0 && (
              <>
                <dt>Without a text</dt>
                <dd>
                  {found.missing.join(', ')}
                  {more > 0 && ` and ${formatNumber(more)} more`}
                </dd>
              </>
            )}
          </dl>
          {found.unplaced.length > 0 && (
            <Notice tone="warn" title={`${formatCount(found.unplaced.length, 'part')} could not be taken in`}>
              <ul>
                {unplacedInWords(found.unplaced).map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            </Notice>
          )}
          {found.same !== null ? <p>These texts are in the workbook already.</p> : <TakeTexts {...props} />}
        </div>
      </Panel>
    </Section>
  );
}

/** The button that takes the texts in, and the choice where there are other catalogues of the framework. */
function TakeTexts(props: FoundTexts) {
  const { found } = props;
  // Another edition of what is here takes its place, unless somebody says otherwise.
  const edition = found.others.find(({ sameTitle }) => sameTitle);
  const [replaces, setReplaces] = useState(edition?.key ?? '');
  const replaced = found.others.find(({ key }) => key === replaces) ?? null;
  return (
    <>
      {found.others.length > 0 && (
        <div className={styles.place}>
          <Select
            label="Where they go"
            value={replaces}
            onValue={setReplaces}
            hint={
              replaced === null
                ? 'Each control then shows whose words it has, with the others to choose from.'
                : goneWords(replaced)
            }
            options={[
              {
                value: '',
                label: `Beside the ${found.others.length === 1 ? 'catalogue that is' : 'catalogues that are'} here`,
              },
              ...found.others.map(({ key, title, version }) => ({
                value: key,
                label: `In the place of ${title}, version ${version}`,
              })),
            ]}
          />
        </div>
      )}
      <div className={styles.acts}>
        <Button
          kind="primary"
          disabled={props.readOnly || props.busy}
          onClick={() => props.onTake(replaced?.key ?? null)}
        >
          {replaced === null
            ? `Take in ${formatCount(found.controls, 'text')}`
            : `Replace the texts, ${formatNumber(replaced.changes)} of them new or changed`}
        </Button>
        <span className={styles.hint}>
          They are shown beside the duties that help with a control. No answer changes, and it can be undone.
        </span>
      </div>
    </>
  );
}

const goneWords = ({ gone }: OtherTexts): string =>
  gone === 0
    ? 'Every control that has a text there keeps one.'
    : `${formatCount(gone, 'control')} that ${gone === 1 ? 'has its' : 'have their'} text there will have none.`;
