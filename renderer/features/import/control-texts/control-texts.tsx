import { useEffect } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { ControlTextsPreview } from '../../../../main/contract/control-texts.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useJob } from '../../../host/use-job.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import styles from './control-texts.module.css';
import { RecordedTexts } from './recorded-texts.tsx';

/** An OSCAL catalogue: whose controls it holds, how many are known here, and taking their texts in. */
export function ControlTexts({ file, onDone }: { readonly file: FileHandle; readonly onDone: () => void }) {
  const { readOnly } = useDemarcData('workbook.info', {});
  const preview = useJob('texts.preview');
  const recording = useJob('texts.record');
  const toasts = useToasts();
  const { run } = preview;
  useEffect(() => void run({ file: file.handle }), [run, file.handle]);

  const take = async () => {
    const taken = await recording.run({ file: file.handle });
    if (!taken) return;
    toasts.show({ text: `${formatCount(taken.controls, 'text')} of ${taken.frameworkName} taken in` });
    onDone();
  };
  const job = recording.status.state === 'running' ? recording : preview;
  return (
    <>
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
          <Button onClick={() => void run({ file: file.handle })}>Read the catalogue</Button>
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
          onTake={() => void take()}
        />
      )}
      <RecordedTexts readOnly={readOnly} />
    </>
  );
}

function Found(props: {
  readonly found: ControlTextsPreview;
  readonly readOnly: boolean;
  readonly busy: boolean;
  readonly onTake: () => void;
}) {
  const { found } = props;
  const changing = found.changes > 0 || found.gone > 0;
  const more = found.known - found.matched - found.missing.length;
  return (
    <Section
      title={found.title}
      hint={`Version ${found.version}, OSCAL ${found.oscalVersion.replace(/^v/, '')}`}
    >
      <Panel padded>
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
          {found.replaces !== null && changing && (
            <>
              <dt>Replaces</dt>
              <dd>
                {found.replaces}
                {found.gone > 0 &&
                  `. ${formatCount(found.gone, 'control')} that ${found.gone === 1 ? 'has its' : 'have their'} text there will have none`}
              </dd>
            </>
          )}
        </dl>
        {found.unplaced.length > 0 && (
          <Notice tone="warn" title={`${formatCount(found.unplaced.length, 'part')} could not be read`}>
            <ul>
              {found.unplaced.map(({ place, why }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two parts may have one name, and the list never changes
                <li key={index}>
                  {place}: {why}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {!changing ? (
          <p>These texts are in the workbook already.</p>
        ) : (
          <div className={styles.acts}>
            <Button kind="primary" disabled={props.readOnly || props.busy} onClick={props.onTake}>
              {found.replaces === null
                ? `Take in ${formatCount(found.changes, 'text')}`
                : `Replace the texts, ${formatNumber(found.changes)} of them new or changed`}
            </Button>
            <span className={styles.hint}>
              They are shown beside the duties that help with a control. No answer changes, and it can be
              undone.
            </span>
          </div>
        )}
      </Panel>
    </Section>
  );
}
