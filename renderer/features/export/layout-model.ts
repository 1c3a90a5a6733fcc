import { DECISION_RECORD, type Layout, type WrittenLayout } from '../../../main/contract/layouts.ts';
import type { Option } from '../../components/field/field.tsx';
import { formatNumber } from '../../lib/format.ts';

const groupOf = (layout: Layout): string => {
  if (layout.id.startsWith('framework:')) return 'Any framework';
  return layout.format === 'xlsx' ? 'As auditors exchange them' : 'For other programs';
};

/** The layouts to choose from, in groups. */
export const layoutOptions = (layouts: readonly Layout[]): readonly Option[] =>
  layouts.map((layout) => ({ value: layout.id, label: layout.title, group: groupOf(layout) }));

/** The layout to offer first: one for a framework that matters to this workbook, else the first of all. */
export const firstLayout = (layouts: readonly Layout[], frameworks: readonly string[]): Layout | undefined =>
  layouts.find((layout) => layout.framework !== null && frameworks.includes(layout.framework)) ?? layouts[0];

/** What a choice of vantage is called: OSCAL's are the releases of its format, every other layout's are seats. */
export const vantageLabel = (layout: Pick<Layout, 'format'>): string =>
  layout.format === 'json' ? 'Release' : 'Written from the seat of';

/** OSCAL documents are of a framework that is chosen; every other layout is of its own. */
export const takesFramework = ({ format, framework }: Pick<Layout, 'format' | 'framework'>): boolean =>
  format === 'json' && framework === null;

/** One line for each thing counted in the written file. */
export const layoutChecks = ({
  reconciliation,
}: Pick<WrittenLayout, 'reconciliation'>): readonly { readonly text: string; readonly ok: boolean }[] =>
  reconciliation.counted.map(({ what, expected, found }) => ({
    ok: expected === found,
    text: `${formatNumber(found)} of ${formatNumber(expected)} ${what} in the file`,
  }));

/** What is chosen beside a layout and its seat: the framework of an OSCAL document, the package overview of a decision record. */
export const chosenBeside = (layout: Layout, framework: string | null, overview: string) => ({
  ...(framework === null || !takesFramework(layout) ? {} : { framework }),
  ...(layout.id !== DECISION_RECORD || overview.trim() === '' ? {} : { packageOverview: overview.trim() }),
});
