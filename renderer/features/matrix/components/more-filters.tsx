import { Checkbox, type Option } from '../../../components/field/field.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import type { MatrixSearch, SearchPatch } from '../search.ts';
import { Filter } from './filter.tsx';
import styles from './matrix.module.css';

const REVIEW_OPTIONS: readonly Option[] = [
  { value: '', label: 'Review state' },
  { value: 'draft', label: 'Draft' },
  { value: 'submitted', label: 'Submitted' },
  { value: 'returned', label: 'Returned' },
  { value: 'accepted', label: 'Accepted' },
];

const CHECK_OPTIONS: readonly Option[] = [
  { value: '', label: 'Automated checks' },
  { value: 'failed', label: 'A check failed' },
  { value: 'any', label: 'Any check bears on it' },
];

/** Filters that are wanted less often, in a line of their own. */
export function MoreFilters(props: {
  readonly search: MatrixSearch;
  readonly onChange: (patch: SearchPatch) => void;
  /** Whether single cells are shown, and so can be looked for. */
  readonly cells: boolean;
  /** Tags that some service has. */
  readonly tags: readonly string[];
  /** Accounts and Regions in which some service runs. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}) {
  const { search, onChange, tags, accounts, regions } = props;
  const environments = useDemarcQuery('environments.list', {}).data ?? [];
  return (
    <div className={styles.more}>
      {environments.length > 0 && (
        <Filter
          label="Environment"
          value={search.environment}
          options={[
            { value: '', label: 'Environment' },
            ...environments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onValue={(environment) => onChange({ environment })}
        />
      )}
      <OneOf
        label="Account"
        value={search.account}
        values={accounts}
        onValue={(account) => onChange({ account })}
      />
      <OneOf
        label="Region"
        value={search.region}
        values={regions}
        onValue={(region) => onChange({ region })}
      />
      <OneOf label="Tag" value={search.tag} values={tags} onValue={(tag) => onChange({ tag })} />
      {!props.cells && environments.length + accounts.length + regions.length + tags.length === 0 && (
        <p className={styles.noMore}>
          Services can be told by their environment, named under Scope, and by their accounts, Regions and
          tags once they have some.
        </p>
      )}
      {props.cells && <CellFilters search={search} onChange={onChange} />}
    </div>
  );
}

/** A filter by one of the texts that services have; none where they have none. */
function OneOf(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly values: readonly string[];
  readonly onValue: (value: string | undefined) => void;
}) {
  const { label, value, values } = props;
  if (values.length === 0) return null;
  return (
    <Filter
      label={label}
      value={value}
      options={[{ value: '', label }, ...values.map((each) => ({ value: each, label: each }))]}
      onValue={props.onValue}
    />
  );
}

function CellFilters(props: {
  readonly search: MatrixSearch;
  readonly onChange: (patch: SearchPatch) => void;
}) {
  const { search, onChange } = props;
  const { data } = useDemarcQuery('assignments.filterOptions', {});
  return (
    <>
      <Filter
        label="Review"
        value={search.review}
        options={REVIEW_OPTIONS}
        onValue={(value) => onChange({ review: value as MatrixSearch['review'] })}
      />
      <Filter
        label="Gap"
        value={search.gap}
        options={[
          { value: '', label: 'Gap' },
          ...(data?.gaps ?? []).map(({ rule, title }) => ({ value: rule, label: title })),
        ]}
        onValue={(gap) => onChange({ gap })}
      />
      <Filter
        label="Automated checks"
        value={search.checks}
        options={CHECK_OPTIONS}
        onValue={(value) => onChange({ checks: value as MatrixSearch['checks'] })}
      />
      <Filter
        label="Helps control"
        value={search.control}
        options={[
          { value: '', label: 'Helps with control' },
          ...(data?.frameworks ?? []).flatMap((framework) =>
            framework.controls.map(({ id, title }) => ({
              value: `${framework.id}/${id}`,
              label: `${id} ${title}`,
              group: framework.name,
            })),
          ),
        ]}
        onValue={(control) => onChange({ control })}
      />
      <Checkbox
        label="Parked"
        checked={search.parked ?? false}
        onChecked={(on) => onChange({ parked: on ? true : undefined })}
      />
      <Checkbox
        label="To be confirmed"
        checked={search.confirmLater ?? false}
        onChecked={(on) => onChange({ confirmLater: on ? true : undefined })}
      />
    </>
  );
}
