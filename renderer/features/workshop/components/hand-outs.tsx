import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Section } from '../../../components/page/page.tsx';
import type { PreparedChoice } from '../../../components/prepared/use-marks.ts';
import { WriteDialog } from '../../../components/prepared/write-dialog.tsx';
import { useWriting } from '../../../components/written/use-writing.ts';
import { Written } from '../../../components/written/written.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount, today } from '../../../lib/format.ts';
import styles from './workshop.module.css';

/** A file for everybody who leaves with duties: one by one, or all in one ZIP file. */
export function HandOuts() {
  const handOuts = useDemarcData('exports.handOuts', {});
  const workbook = useWorkbookId();
  const writing = useWriting('exports.writeHandOuts');
  const { running, result: written } = writing;
  const [asked, setAsked] = useState(false);
  const write = (prepared: PreparedChoice) =>
    writing.write({ suggestedName: `Hand-outs ${today()}.zip`, format: 'zip' }, (target) => ({
      target,
      ...prepared,
      formats: ['xlsx', 'pdf'],
    }));
  return (
    <Section
      title="Hand-outs"
      hint="For whoever leaves the room with duties: the rows in which they are named, and the open ones of services that they lead, as Excel or PDF."
      actions={
        handOuts.length > 0 && (
          <Button icon="export" disabled={running} onClick={() => setAsked(true)}>
            {running ? 'Writing' : 'All hand-outs as ZIP'}
          </Button>
        )
      }
    >
      {handOuts.length === 0 ? (
        <p className={styles.soft}>
          Nobody is named for a duty or leads a service with open ones yet. O names somebody in the presenter
          view.
        </p>
      ) : (
        <ul className={styles.people}>
          {handOuts.map(({ person, name, named, open }) => (
            <li key={person}>
              <Link to="/w/$workbook/export" params={{ workbook }} search={{ person }}>
                {name}
              </Link>
              <span className={styles.soft}>
                {' '}
                {[named > 0 && `named for ${named}`, open > 0 && `${open} open`].filter(Boolean).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {asked && (
        <WriteDialog
          title="All hand-outs"
          verb="Write the hand-outs"
          onWrite={write}
          onClose={() => setAsked(false)}
        >
          <p>
            {formatCount(handOuts.length, 'person gets', 'people get')} all that is recorded of their own
            rows, notes too, to fill in and to send back; everything else stays out. Each is for that person
            alone.
          </p>
        </WriteDialog>
      )}
      <Written writing={writing} file={written} failed="The hand-outs were not written">
        {written?.name}: {formatCount(written?.files.length ?? 0, 'file')}, each read back and complete.
      </Written>
    </Section>
  );
}
