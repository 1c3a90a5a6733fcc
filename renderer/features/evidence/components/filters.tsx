import listing from '../../../components/data-table/listing.module.css';
import { Select } from '../../../components/field/field.tsx';
import { FindField } from '../../../components/find-field/find-field.tsx';
import { Tabs } from '../../../components/tabs/tabs.tsx';
import { WhereFilter } from '../../../components/where/where-filter.tsx';
import { KIND_WORDS } from '../model.ts';
import type { EvidenceOnly, EvidenceSearch, EvidenceView } from '../search.ts';
import styles from './register.module.css';

const ALL = '' as const;
export type SearchPatch = { readonly [K in keyof EvidenceSearch]?: EvidenceSearch[K] | undefined };

/** What of the register is shown, and how. All of it stands in the address. */
export function Filters(props: {
  readonly search: EvidenceSearch;
  readonly onChange: (patch: SearchPatch) => void;
}) {
  const { search, onChange } = props;
  return (
    <div className={listing.tools}>
      <div className={listing.find}>
        <FindField
          label={search.view === 'findings' ? 'Search the findings' : 'Search the evidence'}
          group="Evidence"
          value={search.text ?? ''}
          onValue={(text) => onChange({ text: text === '' ? undefined : text })}
        />
      </div>
      {search.view !== 'findings' && <OfPieces {...props} />}
      <WhereFilter
        className={styles.place}
        search={search}
        onChange={onChange}
        noGroups={search.view === 'timeline'}
      />
      <Tabs<'list' | EvidenceView>
        label="How it is shown"
        value={search.view ?? 'list'}
        onValue={(view) => onChange({ view: view === 'list' ? undefined : view })}
        tabs={[
          { value: 'list', label: 'Register' },
          { value: 'timeline', label: 'Timeline' },
          { value: 'findings', label: 'Findings' },
        ]}
      />
    </div>
  );
}

/** What only pieces of evidence have. */
function OfPieces({
  search,
  onChange,
}: {
  readonly search: EvidenceSearch;
  readonly onChange: (patch: SearchPatch) => void;
}) {
  return (
    <>
      <Select<NonNullable<EvidenceSearch['kind']> | typeof ALL>
        label="Kind"
        hideLabel
        value={search.kind ?? ALL}
        onValue={(kind) => onChange({ kind: kind === ALL ? undefined : kind })}
        options={[
          { value: ALL, label: 'All kinds' },
          ...(['file', 'reference', 'link', 'note', 'finding'] as const).map((value) => ({
            value,
            label: KIND_WORDS[value],
          })),
        ]}
      />
      <Select<NonNullable<EvidenceSearch['dates']> | typeof ALL>
        label="Expiry"
        hideLabel
        value={search.dates ?? ALL}
        onValue={(dates) => onChange({ dates: dates === ALL ? undefined : dates })}
        options={[
          { value: ALL, label: 'Any expiry' },
          { value: 'expired', label: 'Expired' },
          { value: 'soon', label: 'Expires within 90 days' },
          { value: 'none', label: 'No expiry noted' },
        ]}
      />
      <Select<EvidenceOnly | typeof ALL>
        label="State"
        hideLabel
        value={search.only ?? ALL}
        onValue={(only) => onChange({ only: only === ALL ? undefined : only })}
        options={[
          { value: ALL, label: 'Old and new' },
          { value: 'current', label: 'Not replaced' },
          { value: 'replaced', label: 'Replaced' },
          { value: 'provider-report', label: 'Reports on a provider' },
          { value: 'unlinked', label: 'Supports nothing' },
        ]}
      />
    </>
  );
}
