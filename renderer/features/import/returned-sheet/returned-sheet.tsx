import { useEffect, useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useJob } from '../../../host/use-job.ts';
import { type Answers, answerKey, type OpenName, resolutionsFrom } from './model.ts';
import { Outcome } from './outcome.tsx';
import { PreviewView } from './preview-view.tsx';

const NO_ANSWERS: Answers = new Map();

/** A register that came back: what it would change, cell by cell, and then what of that was taken in. */
export function ReturnedSheet(props: { readonly file: FileHandle; readonly onDone: () => void }) {
  const { handle, name } = props.file;
  const reading = useJob('sheets.preview');
  const applying = useJob('sheets.apply');
  const [answers, setAnswers] = useState(NO_ANSWERS);
  const read = (settled: Answers) => {
    setAnswers(settled);
    void reading.run({ file: handle, resolutions: resolutionsFrom(settled) });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each file is read once, when it is shown
  useEffect(() => read(NO_ANSWERS), [handle]);
  const settle = (open: OpenName, means: string) =>
    read(new Map(answers).set(answerKey(open), { name: open, means }));

  const running = [reading, applying].find(({ status }) => status.state === 'running');
  if (running?.status.state === 'running')
    return (
      <JobBar
        title={running === applying ? `Taking in ${name}` : `Reading ${name}`}
        progress={running.status.progress}
        cancelling={running.status.cancelling}
        onCancel={running.cancel}
      />
    );
  if (applying.status.state === 'done')
    return (
      <Outcome
        result={applying.status.result}
        onAgain={() => {
          applying.reset();
          read(answers);
        }}
        onDone={props.onDone}
      />
    );
  const failed = [applying, reading].find(({ status }) => status.state === 'failed');
  return (
    <>
      {failed?.status.state === 'failed' && (
        <Notice
          tone="bad"
          title={failed === applying ? 'Nothing was taken in' : 'This sheet cannot be read'}
          actions={<Button onClick={() => read(answers)}>Read it again</Button>}
        >
          {failed.status.failure.message}
        </Notice>
      )}
      {reading.status.state === 'idle' && <Button onClick={() => read(answers)}>Read {name}</Button>}
      {reading.status.state === 'done' && (
        <PreviewView
          preview={reading.status.result}
          answers={answers}
          onSettle={settle}
          onApply={(chosen) =>
            void applying.run({
              file: handle,
              resolutions: resolutionsFrom(answers),
              ...chosen,
            })
          }
          onDone={props.onDone}
        />
      )}
    </>
  );
}
