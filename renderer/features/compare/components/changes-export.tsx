import { COMPARISON_FORMATS, type ComparisonFormat } from '../../../../main/contract/snapshots.ts';
import { Button } from '../../../components/button/button.tsx';
import { Menu } from '../../../components/menu/menu.tsx';
import { useWriting } from '../../../components/written/use-writing.ts';
import { Written } from '../../../components/written/written.tsx';
import { formatBytes, formatCount, today } from '../../../lib/format.ts';
import type { State } from '../model.ts';
import styles from './compare.module.css';

const FORMAT_WORDS: Readonly<Record<ComparisonFormat, string>> = {
  xlsx: 'Excel: the changes as a sheet',
  pdf: 'PDF: the change report',
  docx: 'Word: the change report',
  html: 'HTML: the change report',
};

/** Writes the comparison in view, as a sheet or as a report of the changes, and hands it over. */
export function ChangesExport(props: { readonly ends: { readonly from: State; readonly to: State } }) {
  const writing = useWriting('snapshots.exportComparison');
  const { running } = writing;
  const write = (format: ComparisonFormat) =>
    writing.write({ suggestedName: `Changes ${today()}.${format}`, format }, (target) => ({
      ...props.ends,
      files: [{ format, target }],
    }));
  const written = writing.result?.files[0] ?? null;
  return (
    <div className={styles.sheet}>
      <Menu
        align="end"
        trigger={(trigger) => (
          <Button {...trigger} icon="export" disabled={running}>
            {running ? 'Writing' : 'Export the changes'}
          </Button>
        )}
        groups={[
          COMPARISON_FORMATS.map((format) => ({
            id: format,
            label: FORMAT_WORDS[format],
            run: () => write(format),
          })),
        ]}
      />
      <Written writing={writing} file={written} failed="The changes were not written">
        {written?.name}, {formatBytes(written?.bytes ?? 0)}: {formatCount(written?.rows ?? 0, 'change')}, read
        back and complete.{(written?.warnings.length ?? 0) > 0 && ` ${written?.warnings.join(' ')}`}
      </Written>
    </div>
  );
}
