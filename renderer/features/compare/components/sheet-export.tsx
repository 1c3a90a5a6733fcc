import { Button } from '../../../components/button/button.tsx';
import { useWriting } from '../../../components/written/use-writing.ts';
import { Written } from '../../../components/written/written.tsx';
import { formatBytes, formatCount, today } from '../../../lib/format.ts';
import type { State } from '../model.ts';
import styles from './compare.module.css';

/** Writes the comparison in view as an Excel file and hands it over. */
export function SheetExport(props: { readonly ends: { readonly from: State; readonly to: State } }) {
  const writing = useWriting('snapshots.exportComparison');
  const { running, result: written } = writing;
  const write = () =>
    writing.write({ suggestedName: `Changes ${today()}.xlsx`, format: 'xlsx' }, (target) => ({
      ...props.ends,
      target,
    }));
  return (
    <div className={styles.sheet}>
      <Button icon="export" disabled={running} onClick={write}>
        {running ? 'Writing' : 'Export as Excel'}
      </Button>
      <Written writing={writing} file={written} failed="The sheet was not written">
        {written?.name}, {formatBytes(written?.bytes ?? 0)}: {formatCount(written?.rows ?? 0, 'change')}, read
        back and complete.
      </Written>
    </div>
  );
}
