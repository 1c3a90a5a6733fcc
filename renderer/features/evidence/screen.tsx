import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { Evidence } from '../../../main/contract/evidence.ts';
import { CardList } from '../../answering/pane/card-list.tsx';
import { Button } from '../../components/button/button.tsx';
import listing from '../../components/data-table/listing.module.css';
import { EmptyState } from '../../components/empty-state/empty-state.tsx';
import { FullPage } from '../../components/page/page.tsx';
import { useShortcut } from '../../components/shortcuts/shortcuts.tsx';
import { Split } from '../../components/side-panel/side-panel.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { useHeldKeys } from '../../host/use-autosave.ts';
import { removalKey, useRemoval } from '../../host/use-removal.ts';
import { formatCount, today } from '../../lib/format.ts';
import { useEvidenceCalls } from './api.ts';
import { AddEvidence, type AddKind } from './components/add-evidence.tsx';
import { CheckHashesDialog } from './components/check-hashes-dialog.tsx';
import { DutyFindings } from './components/duty-findings.tsx';
import { EvidenceDetails } from './components/evidence-details.tsx';
import { EvidenceTable } from './components/evidence-table.tsx';
import { Filters, type SearchPatch } from './components/filters.tsx';
import { FindingsDialog } from './components/findings-dialog.tsx';
import { FindingsView } from './components/findings-view.tsx';
import { PreviewDialog } from './components/preview-dialog.tsx';
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
  const [adding, setAdding] = useState<AddKind | null>(null);
  const [checking, setChecking] = useState(false);
  const [importing, setImporting] = useState(search.findings !== undefined);
  /** Number of the piece that is looked at in full. */
  const [preview, setPreview] = useState<number | null>(null);
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
  const group = { group: 'Evidence', enabled: !readOnly };
  useShortcut('f', 'Attach a file', () => setAdding('file'), group);
  useShortcut('l', 'Add a link', () => setAdding('link'), group);
  useShortcut('n', 'Add a note', () => setAdding('note'), group);
  useShortcut('i', 'Import findings', () => setImporting(true), group);
  useShortcut('h', 'Check all hashes', () => setChecking(true), { group: 'Evidence' });
  useShortcut('v', 'Preview the open piece', () => open && setPreview(open.number), {
    group: 'Evidence',
    enabled: open !== undefined && canPreview(open),
  });
  const actions = !readOnly && (
    <>
      <Button icon="download" onClick={() => setImporting(true)}>
        Import findings
      </Button>
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
    <CardList>
      <FullPage
        title="Evidence"
        lead={
          present.length === 0
            ? undefined
            : shown.length === present.length
              ? formatCount(present.length, 'piece')
              : `${shown.length} of ${formatCount(present.length, 'piece')}`
        }
        actions={
          present.length > 0 && (
            <>
              <Button icon="check" onClick={() => setChecking(true)}>
                Check all hashes
              </Button>
              {actions}
            </>
          )
        }
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
            <div className={listing.listing}>
              <Filters search={search} onChange={change} />
              {search.view === 'findings' ? (
                <FindingsView text={search.text ?? ''} onAbout={(about) => change({ about })} />
              ) : search.view === 'timeline' ? (
                <Timeline
                  rows={shown}
                  selected={search.open ?? null}
                  onOpen={(piece) => change({ open: piece.number })}
                />
              ) : (
                <EvidenceTable
                  rows={shown}
                  selected={search.open ?? null}
                  sort={search.sort ?? null}
                  onSort={(sort) => change({ sort: sort ?? undefined })}
                  onOpen={(piece) => change({ open: piece.number })}
                  onPreview={(piece) => canPreview(piece) && setPreview(piece.number)}
                  onRemove={readOnly ? null : remove}
                />
              )}
            </div>
          )}
        </Split>
        {preview !== null && (
          <PreviewDialog
            pieces={previewable(shown, present, preview)}
            number={preview}
            onNumber={setPreview}
            onClose={() => setPreview(null)}
          />
        )}
        {checking && (
          <CheckHashesDialog
            onOpen={(number) => {
              setChecking(false);
              change({ open: number });
            }}
            onClose={() => setChecking(false)}
          />
        )}
        {importing && (
          <FindingsDialog
            initial={search.findings}
            onOpen={(number) => {
              setImporting(false);
              change({ findings: undefined, open: number });
            }}
            onClose={() => {
              setImporting(false);
              change({ findings: undefined });
            }}
          />
        )}
        {search.about !== undefined && (
          <DutyFindings
            duty={search.about}
            onOpen={(number) => change({ about: undefined, open: number })}
            onClose={() => change({ about: undefined })}
          />
        )}
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
    </CardList>
  );
}

/** What can be looked at in the order of the list; the one asked for also where a filter hides it. */
function previewable(
  shown: readonly Evidence[],
  present: readonly Evidence[],
  number: number,
): readonly Evidence[] {
  const listed = shown.some((piece) => piece.number === number) ? shown : present;
  return listed.filter(canPreview);
}
