import { useState } from 'react';
import type { Evidence } from '../../../../main/contract/evidence.ts';
import { linkAddress } from '../../../../main/domain/words/link-address.ts';
import { CardLink } from '../../../answering/pane/card-list.tsx';
import { useStayingRows } from '../../../answering/pane/use-staying-rows.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button, buttonClass, IconButton } from '../../../components/button/button.tsx';
import listing from '../../../components/data-table/listing.module.css';
import { DateField, EditField } from '../../../components/field/edit-field.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { SidePanel } from '../../../components/side-panel/side-panel.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useHost, useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatBytes, formatCount, formatMoment } from '../../../lib/format.ts';
import { withPending } from '../../../lib/with-pending.ts';
import { useEvidenceAutosave, useRefWords } from '../api.ts';
import { canPreview, isEmbedded, KIND_WORDS } from '../model.ts';
import { ExpiryBadge } from './evidence-table.tsx';
import { HashButton } from './hash-button.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { KeepingMenu, useHold } from './keeping-menu.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { Preview } from './preview.tsx';
import { ProviderReportPart } from './provider-report.tsx';
import { ProviderReportDialog } from './provider-report-dialog.tsx';
import styles from './register.module.css';
import { ReplaceDialog } from './replace-dialog.tsx';

/** One piece of evidence: what it is, when it counts, what it supports. */
export function EvidenceDetails(props: {
  readonly piece: Evidence;
  readonly readOnly: boolean;
  readonly onClose: () => void;
  readonly onOpen: (number: number) => void;
  readonly onPreview: () => void;
  readonly onRemove: () => void;
  readonly onDestroy: () => void;
}) {
  const { piece, readOnly } = props;
  const { pending, edit, flush } = useEvidenceAutosave(piece);
  const shown = withPending(piece, pending);
  const [dialog, setDialog] = useState<'replace' | 'link' | 'report' | 'hold' | null>(null);
  const hold = useHold(piece.number);
  const close = () => setDialog(null);
  return (
    <>
      <SidePanel title={`E-${piece.number}`} detail={KIND_WORDS[piece.kind]} onClose={props.onClose}>
        <div className={listing.acts}>
          <OpenContent piece={piece} />
          {canPreview(piece) && (
            <Button icon="search" onClick={props.onPreview}>
              Preview
            </Button>
          )}
          {!readOnly && piece.replacedBy === null && (
            <Button icon="redo" onClick={() => setDialog('replace')}>
              Replace
            </Button>
          )}
          {!readOnly && (
            <Button kind="quiet" icon="remove" onClick={props.onRemove}>
              Remove
            </Button>
          )}
          {!readOnly && isEmbedded(piece) && (
            <KeepingMenu piece={piece} onHold={() => setDialog('hold')} onDestroy={props.onDestroy} />
          )}
        </div>
        {hold !== null && (
          <Notice tone="warn" title="Under a hold">
            {hold}
          </Notice>
        )}
        <Revisions piece={piece} onOpen={props.onOpen} />
        <EditField
          label="Title"
          value={shown.title}
          check={(title) => (title.trim() === '' ? 'A title is needed.' : null)}
          maxLength={300}
          readOnly={readOnly}
          onEdit={(title) => edit({ title })}
          onLeave={flush}
        />
        <Preview piece={piece} />
        <Facts piece={piece} />
        <Dates shown={shown} readOnly={readOnly} edit={edit} flush={flush} />
        <Supports piece={piece} readOnly={readOnly} onLink={() => setDialog('link')} />
        <ProviderReportPart piece={piece} readOnly={readOnly} onEdit={() => setDialog('report')} />
      </SidePanel>
      {/* Beside the panel, not in it: Escape closes the dialog and leaves the panel open. */}
      {dialog === 'link' && <LinkDialog piece={piece} onClose={close} />}
      {dialog === 'report' && <ProviderReportDialog piece={piece} onClose={close} />}
      {dialog === 'hold' && <HoldDialog piece={piece} hold={hold} onClose={close} />}
      {dialog === 'replace' && (
        <ReplaceDialog
          piece={piece}
          onDone={(newer) => {
            close();
            props.onOpen(newer.number);
          }}
          onClose={close}
        />
      )}
    </>
  );
}

/** From when to when it counts. */
function Dates(props: {
  readonly shown: Evidence;
  readonly readOnly: boolean;
  readonly edit: ReturnType<typeof useEvidenceAutosave>['edit'];
  readonly flush: () => void;
}) {
  const { shown, edit } = props;
  const date = { disabled: props.readOnly, onLeave: props.flush } as const;
  return (
    <div className={styles.dates}>
      <DateField
        {...date}
        label="Covers from"
        value={shown.coversFrom}
        onEdit={(coversFrom) => edit({ coversFrom })}
      />
      <DateField
        {...date}
        label="Covers to"
        value={shown.coversTo}
        error={
          shown.coversFrom && shown.coversTo && shown.coversTo < shown.coversFrom
            ? 'Ends before it begins.'
            : null
        }
        onEdit={(coversTo) => edit({ coversTo })}
      />
      <DateField
        {...date}
        label="Expires"
        hint={<ExpiryBadge expires={shown.expires} />}
        value={shown.expires}
        onEdit={(expires) => edit({ expires })}
      />
    </div>
  );
}

function OpenContent({ piece }: { readonly piece: Evidence }) {
  const host = useHost();
  const workbook = useWorkbookId();
  const address = linkAddress(piece.url ?? '');
  if (piece.kind === 'link' && address !== null)
    return (
      <a href={address} target="_blank" rel="noreferrer" className={buttonClass()}>
        <Icon name="external" />
        Open the link
      </a>
    );
  if (!isEmbedded(piece)) return <span />;
  return (
    <a
      href={host.contentUrl(workbook, piece.number)}
      download={piece.fileName ?? true}
      className={buttonClass()}
    >
      <Icon name="download" />
      Save a copy
    </a>
  );
}

function Facts({ piece }: { readonly piece: Evidence }) {
  return (
    <dl className={styles.facts}>
      {piece.fileName !== null && (
        <>
          <dt>File</dt>
          <dd>{piece.fileName}</dd>
        </>
      )}
      {piece.url !== null && (
        <>
          <dt>Address</dt>
          <dd>{piece.url}</dd>
        </>
      )}
      {piece.mediaType !== null && (
        <>
          <dt>Type</dt>
          <dd>
            {piece.mediaType}
            {piece.size !== null && `, ${formatBytes(piece.size)}`}
          </dd>
        </>
      )}
      {piece.sha256 !== null && (
        <>
          <dt>SHA-256</dt>
          <dd>
            <HashButton sha256={piece.sha256} whole />
          </dd>
        </>
      )}
      <dt>Collected</dt>
      <dd>
        {formatMoment(piece.collectedAt)}
        {piece.collectedBy !== null && ` by ${piece.collectedBy}`}
      </dd>
    </dl>
  );
}

const itself = (ref: string): string => ref;

/** The duties that this piece supports, each with a way to its card. */
function Supports(props: {
  readonly piece: Evidence;
  readonly readOnly: boolean;
  readonly onLink: () => void;
}) {
  const { piece, readOnly } = props;

  const { rows: links, isGone } = useStayingRows(piece.links, '', itself, itself);
  const words = useRefWords();
  const toasts = useToasts();
  const link = useCommand('evidence.link');
  const unlink = useCommand('evidence.unlink');
  const onUnlink = async (ref: string) => {
    const done = await unlink.run({ number: piece.number, refs: [ref] });
    if (!done.ok) return;
    toasts.show({
      text: `E-${piece.number} no longer supports ${words(ref).duty}`,
      action: { label: 'Undo', run: () => void link.run({ number: piece.number, refs: [ref] }) },
    });
  };
  return (
    <section className={styles.part} aria-label="Supports">
      <h3>Supports {formatCount(piece.links.length, 'duty', 'duties')}</h3>
      <ul className={styles.links}>
        {links.map((ref) => {
          const { subject, duty } = words(ref);
          const slash = ref.indexOf('/');
          return (
            <li key={ref} className={styles.linked}>
              <span className={styles.duty}>
                <CardLink subject={ref.slice(0, slash)} responsibility={ref.slice(slash + 1)}>
                  {duty}
                </CardLink>
                <span className={styles.small}>{subject}</span>
              </span>
              {isGone(ref) && <Badge>Taken off just now</Badge>}
              {!readOnly && !isGone(ref) && (
                <IconButton
                  icon="close"
                  size="small"
                  label={`Unlink from ${duty}, ${subject}`}
                  disabled={unlink.busy}
                  onClick={() => void onUnlink(ref)}
                />
              )}
            </li>
          );
        })}
      </ul>
      {!readOnly && piece.replacedBy === null && (
        <div>
          <Button size="small" icon="link" onClick={props.onLink}>
            Link to other duties
          </Button>
        </div>
      )}
    </section>
  );
}

/** The newer revision, and the older ones, one click away. */
function Revisions(props: { readonly piece: Evidence; readonly onOpen: (number: number) => void }) {
  const { piece } = props;
  const older = useDemarcData('evidence.list', {}).filter((entry) => entry.replacedBy === piece.number);
  const open = (number: number) => (
    <Button key={number} size="small" onClick={() => props.onOpen(number)}>
      {`Open E-${number}`}
    </Button>
  );
  return (
    <>
      {piece.replacedBy !== null && (
        <Notice tone="warn" title={`Replaced by E-${piece.replacedBy}`} actions={open(piece.replacedBy)}>
          Its content is kept, but it counts no more.
        </Notice>
      )}
      {older.length > 0 && (
        <Notice
          title={`Replaces ${older.map((entry) => `E-${entry.number}`).join(', ')}`}
          actions={older.map((entry) => open(entry.number))}
        />
      )}
    </>
  );
}
