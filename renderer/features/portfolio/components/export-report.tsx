import type { PortfolioFilter, PortfolioReportName } from '../../../../main/contract/portfolio.ts';
import { REPORT_TITLES } from '../../../../main/domain/portfolio/words.ts';
import { Button } from '../../../components/button/button.tsx';
import { Menu } from '../../../components/menu/menu.tsx';
import { useWriting } from '../../../components/written/use-writing.ts';
import { Written } from '../../../components/written/written.tsx';
import type { LookedAt } from '../../../host/use-portfolio.ts';
import { formatCount, today } from '../../../lib/format.ts';
import styles from '../portfolio.module.css';

const FORMATS = [
  { format: 'xlsx', label: 'Excel workbook' },
  { format: 'pdf', label: 'PDF' },
] as const;

/** Writes the report in view as a document, whole, and says that all of it was read back. */
export function ExportReport(props: {
  readonly from: LookedAt['from'];
  readonly report: PortfolioReportName;
  readonly filter: PortfolioFilter;
}) {
  const { from, report, filter } = props;
  const writing = useWriting('portfolio.exportReport');
  const [file] = writing.result?.files ?? [];
  const write = (format: (typeof FORMATS)[number]['format']) =>
    writing.write({ suggestedName: `portfolio ${report} ${today()}.${format}`, format }, (target) => ({
      from,
      report,
      filter,
      files: [{ format, target }],
    }));
  return (
    <>
      <span className={styles.export}>
        <Menu
          align="end"
          trigger={(trigger) => (
            <Button icon="export" disabled={writing.running} {...trigger}>
              {writing.running ? 'Exporting' : 'Export'}
            </Button>
          )}
          groups={[
            FORMATS.map(({ format, label }) => ({
              id: format,
              label,
              icon: 'document' as const,
              run: () => write(format),
            })),
          ]}
        />
      </span>
      {(file || writing.failure) && (
        <div className={styles.written}>
          <Written writing={writing} file={file ?? null} failed="The report was not written">
            <p role="status">
              {REPORT_TITLES[writing.result?.report.report ?? report]}: {file?.name}, read back and complete (
              {formatCount(file?.texts ?? 0, 'text')}).
            </p>
            {file?.warnings.map((warning) => (
              <p key={warning}>{warning}</p>
            ))}
          </Written>
        </div>
      )}
    </>
  );
}
