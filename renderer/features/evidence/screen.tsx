import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Evidence } from '../../../main/contract/evidence.ts';
import { Button } from '../../components/button/button.tsx';
import { EmptyState } from '../../components/empty-state/empty-state.tsx';
import { SearchField, Select } from '../../components/field/field.tsx';
import { FullPage } from '../../components/page/page.tsx';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { Split } from '../../components/side-panel/side-panel.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { useHeldKeys } from '../../host/use-autosave.ts';
import { removalKey, useRemoval } from '../../host/use-removal.ts';
import { formatCount, today } from '../../lib/format.ts';
import { useEvidenceCalls } from './api.ts';
import { AddEvidence, type AddKind } from './components/add-evidence.tsx';
import { EvidenceDetails } from './components/evidence-details.tsx';
import { EvidenceTable } from './components/evidence-table.tsx';
import styles from './components/register.module.css';
import { filterEvidence, KIND_WORDS, sortEvidence } from './model.ts';
import type { EvidenceSearch } from './search.ts';

const route = getRouteApi('/w/$workbook/evidence');
const ALL = '' as const;

/** The register of evidence. */
export function EvidenceScreen() {
  const { readOnly } = useDemarcData('workbook.info', {});
  const list = useDemarcData('evidence.list', {});
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [adding, setAdding] = useState<AddKind | null>(null);
  const find = useRef<HTMLInputElement>(null);
  const calls = useEvidenceCalls();
  const removeLater = useRemoval();

  const held = useHeldKeys(list.map((piece) => removalKey('evidence', piece.number)));
  const present = list.filter((piece) => !held.has(removalKey('evidence', piece.number)));
  const shown = useMemo(
    () => sortEvidence(filterEvidence(present, search, today()), search.sort ?? null),
    [present, search],
  );
  const open = present.find((piece) => piece.number === search.open);
  const change = useCallback(
    (patch: { readonly [K in keyof EvidenceSearch]: EvidenceSearch[K] | undefined }) =>
      void navigate({
        search: (now): EvidenceSearch =>
          Object.fromEntries(Object.entries({ ...now, ...patch }).filter(([, value]) => value !== undefined)),
        replace: true,
      }),
    [navigate],
  );
  const remove = (piece: Evidence) => {
    if (search.open === piece.number) change({ open: undefined });
    removeLater(removalKey('evidence', piece.number), `E-${piece.number} ${piece.title}`, () =>
      calls.remove(piece.number),
    );
  };
  const group = { group: 'Evidence', enabled: !readOnly };
  useShortcut('f', 'Attach a file', () => setAdding('file'), group);
  useShortcut('l', 'Add a link', () => setAdding('link'), group);
  useShortcut('n', 'Add a note', () => setAdding('note'), group);
  useShortcut(['/', 'Mod+F'], 'Search the evidence', () => find.current?.focus(), {
    group: 'Evidence',
    command: 'find',
  });
  const actions = !readOnly && (
    <>
      <Button icon="note" onClick={() => setAdding('note')}>
        Add a note
      </Button>
      <Button icon="link" onClick={() => setAdding('link')}>
        Add a link
      </Button>
      <Button icon="file" kind="primary" onClick={() => setAdding('file')}>
        Attach a file
      </Button>
    </>
  );
  return (
    <FullPage
      title="Evidence"
      lead={
        present.length === 0
          ? undefined
          : shown.length === present.length
            ? formatCount(present.length, 'piece')
            : `${shown.length} of ${formatCount(present.length, 'piece')}`
      }
      actions={present.length > 0 && actions}
    >
      <Split
        panel={
          open ? (
            <EvidenceDetails
              key={open.number}
              piece={open}
              readOnly={readOnly}
              onClose={() => change({ open: undefined })}
              onRemove={() => remove(open)}
            />
          ) : null
        }
      >
        {present.length === 0 ? (
          <EmptyState icon="evidence" title="Nothing proves anything yet" actions={actions}>
            <p>
              Attach reports, configurations and minutes here, or drop them on a card of the walk-through. A
              file is copied into the workbook and kept with its SHA-256, so that anyone can check later that
              it is the same.
            </p>
          </EmptyState>
        ) : (
          <div className={styles.listing}>
            <div className={styles.tools}>
              <div className={styles.find}>
                <SearchField
                  ref={find}
                  label="Search the evidence"
                  value={search.text ?? ''}
                  onValue={(text) => change({ text: text === '' ? undefined : text })}
                />
              </div>
              <Select<NonNullable<EvidenceSearch['kind']> | typeof ALL>
                label="Kind"
                hideLabel
                value={search.kind ?? ALL}
                onValue={(kind) => change({ kind: kind === ALL ? undefined : kind })}
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
                onValue={(dates) => change({ dates: dates === ALL ? undefined : dates })}
                options={[
                  { value: ALL, label: 'Any expiry' },
                  { value: 'expired', label: 'Expired' },
                  { value: 'soon', label: 'Expires within 90 days' },
                  { value: 'none', label: 'No expiry noted' },
                ]}
              />
            </div>
            <EvidenceTable
              rows={shown}
              selected={search.open ?? null}
              sort={search.sort ?? null}
              onSort={(sort) => change({ sort: sort ?? undefined })}
              onOpen={(piece) => change({ open: piece.number })}
              onRemove={readOnly ? null : remove}
            />
          </div>
        )}
      </Split>
      {adding && (
        <AddEvidence
          kind={adding}
          onDone={(piece) => {
            setAdding(null);
            change({ open: piece.number });
          }}
          onClose={() => setAdding(null)}
        />
      )}
    </FullPage>
  );
}
