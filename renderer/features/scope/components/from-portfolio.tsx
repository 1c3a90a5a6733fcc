import { Select } from '../../../components/field/field.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { usePortfolio } from '../../../host/use-portfolio.ts';
import { formatDate, formatNumber } from '../../../lib/format.ts';
import type { Source } from '../use-edition.ts';

const NONE = '';

/** What the portfolio has of providers, where it has any; of one workbook alone where that is named. */
export function FromPortfolio(props: {
  readonly workbook: string | undefined;
  readonly disabled: boolean;
  readonly chosen: Source | null;
  readonly onChoose: (source: Source) => void;
}) {
  const portfolio = usePortfolio();
  const { data } = useDemarcQuery(
    'portfolio.editions',
    { from: portfolio?.from, workbook: props.workbook },
    { enabled: portfolio !== null },
  );
  // A provider that answers nothing any more is still one to be looked at.
  const rows = data?.rows.filter(({ answers }) => answers > 0 || props.workbook !== undefined) ?? [];
  if (!portfolio || rows.length === 0) return null;
  const { file } = props.chosen ?? {};
  return (
    <Select
      label="From the portfolio"
      hint={`Or what was published to ${portfolio.connected?.name ?? 'the portfolio on this machine'}, as it was then.`}
      value={typeof file === 'object' ? file.publication : NONE}
      disabled={props.disabled}
      options={[
        { value: NONE, label: 'Choose a published workbook' },
        ...rows.map(({ publication, title, unit, revision, publishedAt }) => ({
          value: publication,
          label: `${title} (${unit}), revision ${formatNumber(revision)}, published ${formatDate(publishedAt.slice(0, 10))}`,
        })),
      ]}
      onValue={(publication) => {
        const row = rows.find((each) => each.publication === publication);
        if (row) props.onChoose({ file: { portfolio: portfolio.from, publication }, name: row.title });
      }}
    />
  );
}
