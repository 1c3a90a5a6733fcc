import type { WorkbookInfo } from '../../../main/contract/workbook.ts';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { useCommand } from '../../host/use-command.ts';
import styles from './shell.module.css';

/** A file that has the identity of another one which was known before: its user says what it is, or is asked again. */
export function CopyNotice({ info }: { readonly info: WorkbookInfo }) {
  const settle = useCommand('app.settleCopy');
  const begin = useCommand('workbook.beginAnew');
  const { copyOf } = info;
  if (copyOf === null) return null;
  return (
    <section className={styles.banner} aria-label="What is this copy?">
      <Icon name="copy" />
      <span className={styles.question}>
        This file is a copy of {copyOf.fileName} in {copyOf.folder}. Is it the same assessment, to be merged
        later, or the beginning of another one?
      </span>
      <Button
        size="small"
        disabled={settle.busy || begin.busy}
        onClick={() => void settle.run({ id: info.id })}
      >
        The same assessment
      </Button>
      {!info.readOnly && (
        <Button size="small" disabled={settle.busy || begin.busy} onClick={() => void begin.run({})}>
          Another one: give it an identity of its own
        </Button>
      )}
    </section>
  );
}
