import { useEffect, useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { SheetPreview } from '../../../../main/contract/sheets.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useJob } from '../../../host/use-job.ts';
import { type Answers, answerKey, resolutionsFrom } from './model.ts';
import { Outcome } from './outcome.tsx';
import { PreviewView } from './preview-view.tsx';
import styles from './returned-sheet.module.css';

const NO_ANSWERS: Answers = new Map();

/** A register that came back: what it would change, cell by cell, and then what of that was taken in. */
export function ReturnedSheet(props: { readonly file: FileHandle; readonly onDone: () => void }) {
  const { handle, name } = props.file;
  const reading = useJob('sheets.preview');
  const applying = useJob('sheets.apply');
  const [answers, setAnswers] = useState(NO_ANSWERS);
  // What was read last stays in view while it is read again, with all that was chosen in it.
  const [preview, setPreview] = useState<SheetPreview | null>(null);
  const read = async (settled: Answers) => {
    setAnswers(settled);
    const found = await reading.run({ file: handle, resolutions: resolutionsFrom(settled) });
    if (found) setPreview(found);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each file is read once, when it is shown
  useEffect(() => {
    void read(NO_ANSWERS);
  }, [handle]);

  const running = [reading, applying].find(({ status }) => status.state === 'running');
  const failed = [applying, reading].find(({ status }) => status.state === 'failed');
  if (applying.status.state === 'done')
    return (
      <Outcome
        result={applying.status.result}
        onAgain={() => {
          applying.reset();
          setPreview(null);
          void read(answers);
        }}
        onDone={props.onDone}
      />
    );
  const progress = running?.status.state === 'running' && (
    <JobBar
      title={running === applying ? `Taking in ${name}` : `Reading ${name}`}
      progress={running.status.progress}
      cancelling={running.status.cancelling}
      onCancel={running.cancel}
    />
  );
  return (
    <div className={styles.stack}>
      {/* Once something is in view, the bar below says how far the work is: nothing moves. */}
      {preview === null && progress}
      {failed?.status.state === 'failed' && (
        <Notice
          tone="bad"
          title={failed === applying ? 'Nothing was taken in' : 'This sheet cannot be read'}
          actions={<Button onClick={() => void read(answers)}>Read it again</Button>}
        >
          {failed.status.failure.message}
        </Notice>
      )}
      {preview === null && reading.status.state === 'idle' && (
        <span>
          <Button onClick={() => void read(answers)}>Read the sheet</Button>
        </span>
      )}
      {preview !== null && (
        <PreviewView
          preview={preview}
          busy={running !== undefined}
          progress={progress}
          answers={answers}
          onSettle={(open, means) => void read(new Map(answers).set(answerKey(open), { name: open, means }))}
          onApply={(chosen) =>
            void applying.run({ file: handle, resolutions: resolutionsFrom(answers), ...chosen })
          }
          onDone={props.onDone}
        />
      )}
    </div>
  );
}
