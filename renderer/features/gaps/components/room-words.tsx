import { useId, useState } from 'react';
import { misconceptionFamily } from '../../../../main/domain/duties/misconception-families.ts';
import { Button } from '../../../components/button/button.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import styles from '../gaps.module.css';
import { FamilyWords } from './misconceptions.tsx';

/** Beside an answer that rests on a misconception: what to say in the room. */
export function RoomWords({ responsibility }: { readonly responsibility: string }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const duties = useDemarcQuery('catalogue.responsibilities', {});
  const misconception = duties.data?.responsibilities.find(
    (duty) => duty.id === responsibility,
  )?.misconception;
  const family = misconceptionFamily(misconception?.family ?? null);
  if (!misconception || !family) return null;
  return (
    <div>
      <Button
        size="small"
        kind="quiet"
        icon="help"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen((now) => !now)}
      >
        Words to use in the room
      </Button>
      <div id={id} hidden={!open} className={styles.inPlace}>
        <p className={styles.familyName}>{family.title}</p>
        <FamilyWords family={family} />
      </div>
    </div>
  );
}
