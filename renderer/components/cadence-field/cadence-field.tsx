import { cadenceWords } from '../../../main/domain/due/cadence.ts';
import { capital } from '../../../main/domain/words/capital.ts';
import { Select } from '../field/field.tsx';

const USUAL = [1, 3, 6, 12, 24, 36];

/** How often something is reviewed again, as a choice; `none` says what it means to choose nothing. */
export function CadenceField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly months: number | null;
  readonly none: string;
  readonly disabled?: boolean;
  readonly onMonths: (months: number | null) => void;
}) {
  const { months } = props;
  const offered = [...new Set([...USUAL, ...(months === null ? [] : [months])])].sort((a, b) => a - b);
  return (
    <Select
      label={props.label}
      hint={props.hint}
      value={months === null ? '' : String(months)}
      disabled={props.disabled ?? false}
      onValue={(value) => props.onMonths(value === '' ? null : Number(value))}
      options={[
        { value: '', label: props.none },
        ...offered.map((each) => ({
          value: String(each),
          label: capital(cadenceWords(each)),
        })),
      ]}
    />
  );
}
