import { aboutLines } from '../../main/domain/words/about.ts';
import { Button } from '../components/button/button.tsx';
import { Dialog } from '../components/dialog/dialog.tsx';
import { useDemarcQuery } from '../host/queries.ts';
import styles from './about.module.css';
import { Mark } from './mark.tsx';

/** Which program this is, which edition of the catalogue it has, and where to look for a newer one. */
export function About(props: { readonly onDiagnostics: () => void; readonly onClose: () => void }) {
  const { data } = useDemarcQuery('app.info', {});
  if (!data) return null;
  const [program, ...lines] = aboutLines(data);
  return (
    <Dialog
      title="About Demarc"
      onClose={props.onClose}
      onSubmit={props.onClose}
      footer={
        <>
          <Button onClick={props.onDiagnostics}>Diagnostics</Button>
          <Button kind="primary" type="submit" data-autofocus>
            Done
          </Button>
        </>
      }
    >
      <div className={styles.about}>
        <Mark size={48} />
        <div className={styles.lines}>
          <p className={styles.program}>{program}</p>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p>MIT licence. Not affiliated with Amazon Web Services.</p>
        </div>
      </div>
    </Dialog>
  );
}
