import type { Layout } from '../../../../main/contract/layouts.ts';
import { Select } from '../../../components/field/field.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { takesFramework } from '../layout-model.ts';

/** Which framework an OSCAL document is of: those that matter to the workbook come first, the first of them where nothing is chosen. */
export function FrameworkChoice(props: {
  readonly layout: Pick<Layout, 'id' | 'format' | 'framework'>;
  readonly matters: readonly string[];
  readonly value: string | null;
  readonly disabled: boolean;
  readonly onValue: (id: string | null) => void;
}) {
  const frameworks = useDemarcData('catalogue.frameworks', {});
  if (!takesFramework(props.layout)) return null;
  const { matters } = props;
  const place = (id: string) => (matters.includes(id) ? matters.indexOf(id) : matters.length);
  const options = [...frameworks]
    .sort((a, b) => place(a.id) - place(b.id))
    .map(({ id, name, version }) => ({ value: id, label: `${name} ${version}` }));
  const several = props.layout.id === 'oscal-component-definition';
  const first = several ? 'All that matter to this workbook' : 'The first that matters to this workbook';
  return (
    <Select
      label="Framework"
      value={props.value ?? ''}
      disabled={props.disabled}
      options={[{ value: '', label: first }, ...options]}
      onValue={(id) => props.onValue(id === '' ? null : id)}
    />
  );
}
