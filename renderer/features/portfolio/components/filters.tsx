import type { PortfolioReport, PortfolioReportName } from '../../../../main/contract/portfolio.ts';
import { portfolioLists } from '../../../../main/domain/portfolio/lists.ts';
import { Button } from '../../../components/button/button.tsx';
import { DateField } from '../../../components/field/edit-field.tsx';
import { Select } from '../../../components/field/field.tsx';
import { FindTyped } from '../../../components/find-field/find-typed.tsx';
import styles from '../portfolio.module.css';
import type { PortfolioPatch, PortfolioSearch } from '../search.ts';

const ALL = '';
const NOTHING: PortfolioPatch = {
  unit: undefined,
  text: undefined,
  workbook: undefined,
  service: undefined,
  framework: undefined,
  until: undefined,
  since: undefined,
};

/** Which workbooks a report is made of, and which of its lists is shown. All of it stands in the address. */
export function Filters(props: {
  readonly report: PortfolioReportName;
  readonly search: PortfolioSearch;
  readonly units: readonly string[];
  readonly shown: PortfolioReport | null;
  readonly onChange: (patch: PortfolioPatch) => void;
}) {
  const { report, search, units, shown, onChange } = props;
  const lists = shown === null ? [] : portfolioLists(shown);
  const narrowed = Object.keys(NOTHING).some((key) => search[key as keyof PortfolioSearch] !== undefined);
  return (
    <>
      <div className={styles.find}>
        <FindTyped
          label="Search workbooks"
          group="Portfolio"
          value={search.text ?? ''}
          onValue={(text) => onChange({ text: text === '' ? undefined : text })}
        />
      </div>
      {/* One that the address names stays a choice, also where nothing is published of it. */}
      <Select<string>
        label="Unit"
        hideLabel
        value={search.unit ?? ALL}
        onValue={(unit) => onChange({ unit: unit === ALL ? undefined : unit })}
        options={[
          { value: ALL, label: 'All units' },
          ...[...new Set([...units, ...(search.unit ? [search.unit] : [])])].map((value) => ({
            value,
            label: value,
          })),
        ]}
      />
      {lists.length > 1 && (
        <Select<string>
          label="List"
          hideLabel
          value={lists.find(({ name }) => name === search.list)?.name ?? lists[0]?.name ?? ''}
          onValue={(list) => onChange({ list })}
          options={lists.map(({ name }) => ({ value: name, label: name }))}
        />
      )}
      {report === 'evidence' && shown?.report === 'evidence' && (
        <div className={styles.day}>
          <DateField
            label="Through"
            value={search.until ?? shown.body.until}
            onEdit={(until) => onChange({ until: until ?? undefined })}
          />
        </div>
      )}
      {report === 'changes' && shown?.report === 'changes' && (
        <div className={styles.day}>
          <DateField
            label="Since"
            value={search.since ?? shown.body.since}
            onEdit={(since) => onChange({ since: since ?? undefined })}
          />
        </div>
      )}
      {narrowed && (
        <Button kind="quiet" icon="close" onClick={() => onChange(NOTHING)}>
          Show all
        </Button>
      )}
    </>
  );
}
