import { useState } from 'react';
import type { AudienceId } from '../../../../main/contract/audience.ts';
import { COMPARISON_FORMATS, type ComparisonFormat } from '../../../../main/contract/snapshots.ts';
import { Button } from '../../../components/button/button.tsx';
import { Menu } from '../../../components/menu/menu.tsx';
import { askedOf, type PreparedChoice } from '../../../components/prepared/use-marks.ts';
import { WriteDialog } from '../../../components/prepared/write-dialog.tsx';
import { useWriting } from '../../../components/written/use-writing.ts';
import { Written } from '../../../components/written/written.tsx';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { formatBytes, formatCount, formatNumber, today } from '../../../lib/format.ts';
import type { State } from '../model.ts';
import styles from './compare.module.css';

interface Ends {
  readonly from: State;
  readonly to: State;
}
const FORMAT_WORDS: Readonly<Record<ComparisonFormat, string>> = {
  xlsx: 'Excel: the changes as a sheet',
  pdf: 'PDF: the change report',
  docx: 'Word: the change report',
  html: 'HTML: the change report',
};

/** For whom the changes are, and how many of them go out to them. */
function ChangesDialog(props: {
  readonly title: string;
  readonly ends: Ends;
  readonly total: number;
  readonly onWrite: (prepared: PreparedChoice) => void;
  readonly onClose: () => void;
}) {
  const [audience, setAudience] = useState<AudienceId>('internal');
  const told = useDemarcQuery('snapshots.compare', { ...props.ends, audience }, { keepPrevious: true });
  const total = told.data?.total ?? props.total;
  return (
    <WriteDialog
      title={props.title}
      verb="Write it"
      audience={audience}
      onAudience={setAudience}
      onWrite={props.onWrite}
      onClose={props.onClose}
    >
      <p role="status">
        {audience === 'internal'
          ? `Goes out: all there is, ${formatCount(total, 'change')}, with who made them.`
          : `Goes out: ${formatNumber(total)} of ${formatCount(props.total, 'change')}, ${audience === 'auditor' ? 'with' : 'without'} who made them.`}
      </p>
    </WriteDialog>
  );
}

/** Writes the comparison in view, as a sheet or as a report of the changes, and hands it over. */
export function ChangesExport(props: { readonly ends: Ends; readonly total: number }) {
  const writing = useWriting('snapshots.exportComparison');
  const { running } = writing;
  const info = useDemarcData('workbook.info', {});
  const [asked, setAsked] = useState<ComparisonFormat | null>(null);
  const write = (format: ComparisonFormat, prepared: PreparedChoice) =>
    writing.write({ suggestedName: `Changes ${today()}.${format}`, format }, (target) => ({
      ...props.ends,
      ...askedOf(prepared, info),
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
            run: () => setAsked(format),
          })),
        ]}
      />
      {asked !== null && (
        <ChangesDialog
          title={FORMAT_WORDS[asked]}
          {...props}
          onWrite={(prepared) => write(asked, prepared)}
          onClose={() => setAsked(null)}
        />
      )}
      <Written writing={writing} file={written} failed="The changes were not written">
        {written?.name}, {formatBytes(written?.bytes ?? 0)}: {formatCount(written?.rows ?? 0, 'change')}, read
        back and complete.{(written?.warnings.length ?? 0) > 0 && ` ${written?.warnings.join(' ')}`}
      </Written>
    </div>
  );
}
