import { Link } from '@tanstack/react-router';
import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { Button, buttonClass } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { useRegistry } from '../../components/shortcuts/shortcuts.tsx';
import styles from './shell.module.css';

/** Somebody else has the workbook open: who, and how both can work on it, for the day and for the week. */
export function ReadOnlyNotice({ info }: { readonly info: WorkbookInfo }) {
  const registry = useRegistry();
  return (
    <div className={styles.banner} role="status">
      <Icon name="lock" />
      <span className={styles.question}>
        Read only: {info.lockedBy ?? 'another window'} has this workbook open. Answers cannot be changed here
        until it is closed there and opened here again. For the day, take part in the room of their meeting;
        for the week, work on a copy, which is merged afterwards.
      </span>
      <Link to="/guide/{-$page}" params={{ page: 'room' }} className={buttonClass('quiet', 'small')}>
        About the room
      </Link>
      <Button size="small" onClick={() => registry.runCommand('save-copy')}>
        Save a copy to work on
      </Button>
    </div>
  );
}
