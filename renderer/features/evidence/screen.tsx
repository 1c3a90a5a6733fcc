import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Evidence } from '../../../main/contract/evidence.ts';
import { CardList } from '../../answering/pane/card-list.tsx';
import { Button } from '../../components/button/button.tsx';
import listing from '../../components/data-table/listing.module.css';
import { EmptyState } from '../../components/empty-state/empty-state.tsx';
import { FullPage } from '../../components/page/page.tsx';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { Split } from '../../components/side-panel/side-panel.tsx';
import { useWhere } from '../../components/where/use-places.ts';
import { useDemarcData } from '../../host/queries.ts';
import { useHeldKeys } from '../../host/use-autosave.ts';
import { removalKey, useRemoval } from '../../host/use-removal.ts';
import { formatCount, today } from '../../lib/format.ts';
import { useEvidenceCalls } from './api.ts';
import { Dialogs, type Opened } from './components/dialogs.tsx';
import { EvidenceDetails } from './components/evidence-details.tsx';
import { EvidenceTable } from './components/evidence-table.tsx';
import { Filters, type SearchPatch } from './components/filters.tsx';
import { FindingsView } from './components/findings-view.tsx';
import { Timeline } from './components/timeline.tsx';
import { canPreview, filterEvidence, sortEvidence } from './model.ts';
import type { EvidenceSearch } from './search.ts';

const route = getRouteApi('/w/$workbook/evidence');

/** The register of evidence. */
export function EvidenceScreen() {
  const { readOnly } = useDemarcData('workbook.info', {});
  const list = useDemarcData('evidence.list', {});
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [opened, setOpened] = useState<Opened | null>(
    search.findings === undefined ? null : { kind: 'findings' },
  );
  const setPreview = (number: number) => setOpened({ kind: 'preview', number });
  const calls = useEvidenceCalls();
  const removeLater = useRemoval();

  const held = useHeldKeys(list.map((piece) => removalKey('evidence', piece.number)));
  const present = list.filter((piece) => !held.has(removalKey('evidence', piece.number)));
  const isThere = useWhere(search.where);
  const shown = useMemo(
    () => sortEvidence(filterEvidence(present, search, today(), isThere), search.sort ?? null),
    [present, search, isThere],
  );
  const open = present.find((piece) => piece.number === search.open);
  const change = useCallback(
    (patch: SearchPatch) =>
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
  useEvidenceKeys(readOnly, open, setOpened);
  const actions = !readOnly && <Actions onOpened={setOpened} />;
  return (
    <CardList>
      <FullPage
        title="Evidence"
        lead={present.length === 0 ? undefined : countWords(shown.length, present.length)}
        actions={<HeadActions isEmpty={present.length === 0} onOpened={setOpened} actions={actions} />}
      >
        <Split
          panel={
            open ? (
              <EvidenceDetails
                key={open.number}
                piece={open}
                readOnly={readOnly}
                onClose={() => change({ open: undefined })}
                onOpen={(number) => change({ open: number })}
                onPreview={() => setPreview(open.number)}
                onRemove={() => remove(open)}
                onDestroy={() => setOpened({ kind: 'destroy', number: open.number })}
              />
            ) : null
          }
        >
          {present.length === 0 ? (
            <EmptyState icon="evidence" title="Nothing proves anything yet" actions={actions}>
              <p>
                Attach reports, configurations and minutes here, or drop them on a card of the walk-through. A
                file is copied into the workbook and kept with its SHA-256, so that anyone can check later
                that it is the same.
              </p>
            </EmptyState>
          ) : (
            <Listing
              rows={shown}
              search={search}
              change={change}
              onPreview={setPreview}
              onRemove={readOnly ? null : remove}
            />
          )}
        </Split>
        <Dialogs
          search={search}
          change={change}
          opened={opened}
          onOpened={setOpened}
          shown={shown}
          present={present}
          readOnly={readOnly}
        />
      </FullPage>
    </CardList>
  );
}

const countWords = (shown: number, all: number): string =>
  shown === all ? formatCount(all, 'piece') : `${shown} of ${formatCount(all, 'piece')}`;

function HeadActions(props: {
  readonly isEmpty: boolean;
  readonly onOpened: (what: Opened) => void;
  readonly actions: ReactNode;
}) {
  const removed = (
    <Button icon="archive" onClick={() => props.onOpened({ kind: 'removed' })}>
      Removed
    </Button>
  );
  if (props.isEmpty) return removed;
  return (
    <>
      {removed}
      <Button icon="check" onClick={() => props.onOpened({ kind: 'hashes' })}>
        Check all hashes
      </Button>
      {props.actions}
    </>
  );
}

function Actions({ onOpened }: { readonly onOpened: (what: Opened) => void }) {
  return (
    <>
      <Button icon="download" onClick={() => onOpened({ kind: 'findings' })}>
        Import findings
      </Button>
      <Button icon="note" onClick={() => onOpened({ kind: 'add', what: 'note' })}>
        Add a note
      </Button>
      <Button icon="link" onClick={() => onOpened({ kind: 'add', what: 'link' })}>
        Add a link
      </Button>
      <Button icon="file" kind="primary" onClick={() => onOpened({ kind: 'add', what: 'file' })}>
        Attach a file
      </Button>
    </>
  );
}

function useEvidenceKeys(
  readOnly: boolean,
  open: Evidence | undefined,
  onOpened: (what: Opened) => void,
): void {
  const group = { group: 'Evidence', enabled: !readOnly };
  useShortcut('f', 'Attach a file', () => onOpened({ kind: 'add', what: 'file' }), group);
  useShortcut('l', 'Add a link', () => onOpened({ kind: 'add', what: 'link' }), group);
  useShortcut('n', 'Add a note', () => onOpened({ kind: 'add', what: 'note' }), group);
  useShortcut('i', 'Import findings', () => onOpened({ kind: 'findings' }), group);
  useShortcut('h', 'Check all hashes', () => onOpened({ kind: 'hashes' }), { group: 'Evidence' });
  const preview = () => open && onOpened({ kind: 'preview', number: open.number });
  useShortcut('v', 'Preview the open piece', preview, {
    group: 'Evidence',
    enabled: open !== undefined && canPreview(open),
  });
}

/** The pieces as a table or along time, as filtered. */
function Listing(props: {
  readonly rows: readonly Evidence[];
  readonly search: EvidenceSearch;
  readonly change: (patch: SearchPatch) => void;
  readonly onPreview: (number: number) => void;
  readonly onRemove: ((piece: Evidence) => void) | null;
}) {
  const { rows, search, change } = props;
  const shared = {
    rows,
    selected: search.open ?? null,
    onOpen: (piece: Evidence) => change({ open: piece.number }),
  };
  return (
    <div className={listing.listing}>
      <Filters search={search} onChange={change} />
      {search.view === 'findings' ? (
        <FindingsView search={search} onAbout={(about) => change({ about })} />
      ) : search.view === 'timeline' ? (
        <Timeline {...shared} />
      ) : (
        <EvidenceTable
          {...shared}
          sort={search.sort ?? null}
          onSort={(sort) => change({ sort: sort ?? undefined })}
          group={search.group}
          onPreview={(piece) => canPreview(piece) && props.onPreview(piece.number)}
          onRemove={props.onRemove}
        />
      )}
    </div>
  );
}
