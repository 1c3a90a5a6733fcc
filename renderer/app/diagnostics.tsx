import { Button } from '../components/button/button.tsx';
import { Dialog } from '../components/dialog/dialog.tsx';
import { useHost } from '../host/context.tsx';
import { useDemarcQuery } from '../host/queries.ts';
import { useAttempt } from '../host/use-attempt.ts';
import { useCommand } from '../host/use-command.ts';
import styles from './about.module.css';

const NAME = 'demarc-diagnostics.txt';

/** What a report of a fault needs, read by whoever sends it before it is saved. */
export function Diagnostics(props: { readonly onClose: () => void }) {
  const host = useHost();
  const { data } = useDemarcQuery('app.diagnostics', {});
  const write = useCommand('app.saveFile', { quiet: true });
  const { problem, setProblem, attempt } = useAttempt();
  if (!data) return null;
  const save = () =>
    attempt(async () => {
      const target = await host.pickTarget({ suggestedName: NAME, format: 'txt' });
      if (!target) return;
      const [given] = await host.giveFiles([new File([data.text], NAME, { type: 'text/plain' })]);
      if (!given) return;
      const saved = await write.run({ file: given.handle, target: target.handle });
      if (saved.ok) await host.deliver(target);
      else setProblem(saved.failure.message);
    });
  return (
    <Dialog
      title="Diagnostics"
      wide
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={props.onClose}>Close</Button>
          <Button kind="primary" type="submit" data-autofocus>
            Save it
          </Button>
        </>
      }
    >
      <div className={styles.lines}>
        <p>
          This is all that it says: versions, numbers and kinds of errors. No name, path, text or evidence is
          in it, and it goes nowhere by itself.
        </p>
        <textarea className={styles.report} readOnly rows={18} aria-label="Diagnostics" value={data.text} />
        {problem !== null && <p role="alert">{problem}</p>}
      </div>
    </Dialog>
  );
}
