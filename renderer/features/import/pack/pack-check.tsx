import { useEffect, useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { Failure } from '../../../../main/contract/errors.ts';
import { Button } from '../../../components/button/button.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useJob } from '../../../host/use-job.ts';
import styles from './pack-check.module.css';
import { PackFindings } from './pack-findings.tsx';

/** Reads a pack as its recipient would, and holds it against the open workbook. It changes nothing. */
export function PackCheck({ file, onDone }: { readonly file: FileHandle; readonly onDone: () => void }) {
  const { status, run, cancel } = useJob('packs.verify');
  const [password, setPassword] = useState('');
  useEffect(() => void run({ file: file.handle, against: 'open' }), [run, file.handle]);
  const [tried, setTried] = useState(false);
  const wanted = status.state === 'failed' ? passwordWanted(status.failure) : null;
  // While a password is tried its field stays, and with it the focus: the next try begins where the last one ended.
  const asking = wanted !== null || (tried && status.state === 'running');
  return (
    <div className={styles.check}>
      {asking && (
        <Panel padded>
          <form
            className={styles.password}
            onSubmit={(event) => {
              event.preventDefault();
              if (password === '' || status.state === 'running') return;
              setTried(true);
              void run({ file: file.handle, against: 'open', password });
            }}
          >
            <TextField
              label="Password of the pack"
              type="password"
              autoComplete="off"
              hint="Whoever sent the pack has it. It is used for this check only and kept nowhere."
              error={wanted === 'wrong' ? 'That is not its password.' : null}
              value={password}
              onValue={setPassword}
            />
            <div>
              <Button kind="primary" type="submit" disabled={password === '' || status.state === 'running'}>
                Check the pack
              </Button>
            </div>
          </form>
        </Panel>
      )}
      {status.state === 'running' && (
        <Panel padded>
          <JobBar
            title="Checking the pack"
            progress={status.progress}
            cancelling={status.cancelling}
            onCancel={cancel}
          />
        </Panel>
      )}
      {status.state === 'failed' && wanted === null && (
        <Notice tone="bad" title="The pack could not be checked">
          {status.failure.message}
        </Notice>
      )}
      {status.state === 'idle' && (
        <span>
          <Button onClick={() => void run({ file: file.handle, against: 'open' })}>Check the pack</Button>
        </span>
      )}
      {status.state === 'done' && (
        <>
          <PackFindings report={status.result} />
          <div>
            <Button onClick={onDone}>Done</Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Whether a check failed for want of the right password. */
function passwordWanted({ details }: Failure): 'needed' | 'wrong' | null {
  if (typeof details !== 'object' || details === null || !('password' in details)) return null;
  return details.password === 'wrong' ? 'wrong' : 'needed';
}
