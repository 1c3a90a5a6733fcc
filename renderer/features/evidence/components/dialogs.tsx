import type { Evidence } from '../../../../main/contract/evidence.ts';
import { canPreview } from '../model.ts';
import type { EvidenceSearch } from '../search.ts';
import { AddEvidence, type AddKind } from './add-evidence.tsx';
import { CheckHashesDialog } from './check-hashes-dialog.tsx';
import { DestroyDialog } from './destroy-dialog.tsx';
import { DutyFindings } from './duty-findings.tsx';
import type { SearchPatch } from './filters.tsx';
import { FindingsDialog } from './findings-dialog.tsx';
import { destroyingOf } from './keeping-menu.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { RemovedDialog } from './removed-dialog.tsx';

/** What is open above the register of evidence, one at a time. */
export type Opened =
  | { readonly kind: 'add'; readonly what: AddKind }
  | { readonly kind: 'hashes' }
  | { readonly kind: 'removed' }
  /** One piece whose content is to be destroyed; it may be gone from the register while the dialog tells so. */
  | { readonly kind: 'destroy'; readonly number: number }
  | { readonly kind: 'findings' }
  /** One piece that is looked at in full. */
  | { readonly kind: 'preview'; readonly number: number };

export function Dialogs(props: {
  readonly search: EvidenceSearch;
  readonly change: (patch: SearchPatch) => void;
  readonly opened: Opened | null;
  readonly onOpened: (opened: Opened | null) => void;
  readonly shown: readonly Evidence[];
  readonly present: readonly Evidence[];
  readonly readOnly: boolean;
}) {
  const { search, change, opened, onOpened } = props;
  const close = () => onOpened(null);
  return (
    <>
      {opened?.kind === 'preview' && (
        <PreviewDialog
          pieces={previewable(props.shown, props.present, opened.number)}
          number={opened.number}
          onNumber={(number) => onOpened({ kind: 'preview', number })}
          onClose={close}
        />
      )}
      {opened?.kind === 'hashes' && (
        <CheckHashesDialog
          onOpen={(number) => {
            close();
            change({ open: number });
          }}
          onClose={close}
        />
      )}
      {opened?.kind === 'destroy' && <DestroyDialog what={destroyingOf(opened.number)} onClose={close} />}
      {opened?.kind === 'removed' && <RemovedDialog readOnly={props.readOnly} onClose={close} />}
      {opened?.kind === 'findings' && (
        <FindingsDialog
          initial={search.findings}
          onOpen={(number) => {
            close();
            change({ findings: undefined, open: number });
          }}
          onClose={() => {
            close();
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
      {opened?.kind === 'add' && (
        <AddEvidence
          kind={opened.what}
          onDone={(piece) => {
            close();
            change({ open: piece.number });
          }}
          onClose={close}
        />
      )}
    </>
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
