import { useId, useRef, useState } from 'react';
import type { Evidence } from '../../../main/contract/evidence.ts';
import { Badge } from '../../components/badge/badge.tsx';
import { Button, IconButton } from '../../components/button/button.tsx';
import { TextField } from '../../components/field/field.tsx';
import { Icon, type IconName } from '../../components/icon/icon.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import { Menu } from '../../components/menu/menu.tsx';
import { ProgressBar } from '../../components/progress/progress.tsx';
import { UNDO_MS, useToasts } from '../../components/toast/toasts.tsx';
import { useClient, useHost, useSaves, useWorkbookId } from '../../host/context.tsx';
import { useHeldKeys } from '../../host/use-autosave.ts';
import { useCommand } from '../../host/use-command.ts';
import { formatBytes, formatDate, today } from '../../lib/format.ts';
import { bringIntoSight } from '../../lib/scroll-within.ts';
import type { CardControl } from '../card-control.ts';
import type { Attachments } from '../use-attachments.ts';
import styles from './evidence.module.css';
import { EvidencePicker } from './evidence-picker.tsx';
import { useFocusBack } from './focus-card.ts';

const ICONS: Readonly<Record<Evidence['kind'], IconName>> = {
  file: 'file',
  reference: 'folder',
  link: 'link',
  note: 'note',
  finding: 'search',
};
const removal = (number: number) => `remove-evidence:${number}`;

/** What proves this duty: attached by drop, paste, picker or link; and what an auditor accepts. */
export function EvidencePanel(props: {
  readonly control: CardControl;
  readonly attachments: Attachments;
  readonly linking: boolean;
  readonly onLinking: (open: boolean) => void;
}) {
  const { control, attachments } = props;
  const { card, locked } = control;
  const [choosing, setChoosing] = useState(false);
  const held = useHeldKeys(card.evidence.map((piece) => removal(piece.number)));
  const shown = card.evidence.filter((piece) => !held.has(removal(piece.number)));
  const uploads = attachments.uploads.filter((upload) => upload.ref === card.ref);
  const id = useId();
  const section = useRef<HTMLElement>(null);
  useFocusBack(props.linking, section);
  return (
    <section ref={section} aria-labelledby={id} className={styles.panel}>
      <h3 id={id} className={styles.title}>
        Evidence
        {shown.length > 0 && <Badge>{shown.length}</Badge>}
      </h3>
      <ul className={styles.list}>
        {shown.map((piece) => (
          <Piece key={piece.number} piece={piece} control={control} />
        ))}
        {uploads.map((upload) => (
          <li key={upload.id} className={styles.upload}>
            <span>{upload.name}</span>
            <ProgressBar
              label={`Attaching ${upload.name}`}
              done={upload.progress?.done ?? 0}
              total={upload.progress?.total ?? null}
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 && uploads.length === 0 && (
        <p className={styles.empty}>
          Nothing yet. Drop or paste files anywhere on this screen, or paste a link.
        </p>
      )}
      {props.linking ? (
        <LinkForm
          onAdd={async (url, title) => {
            if (await attachments.addLink(card.ref, url, title)) props.onLinking(false);
          }}
          onClose={() => props.onLinking(false)}
        />
      ) : (
        <div className={styles.acts}>
          <Button size="small" icon="add" disabled={locked} onClick={() => attachments.pick(card.ref)}>
            Files <Kbd keys="e" />
          </Button>
          <Button size="small" icon="link" disabled={locked} onClick={() => props.onLinking(true)}>
            Link <Kbd keys="l" />
          </Button>
          <Button size="small" icon="evidence" disabled={locked} onClick={() => setChoosing(true)}>
            From register
          </Button>
        </div>
      )}
      {card.responsibility.evidenceSuggestions.length > 0 && (
        <div className={styles.accepted}>
          <h4 className={styles.small}>What an auditor accepts</h4>
          <ul>
            {card.responsibility.evidenceSuggestions.map((suggestion) => (
              <li key={suggestion}>{suggestion}</li>
            ))}
          </ul>
        </div>
      )}
      {choosing && <EvidencePicker card={card} onClose={() => setChoosing(false)} />}
    </section>
  );
}

function Piece({ piece, control }: { readonly piece: Evidence; readonly control: CardControl }) {
  const { card, locked } = control;
  const client = useClient();
  const host = useHost();
  const saves = useSaves();
  const workbook = useWorkbookId();
  const toasts = useToasts();
  const link = useCommand('evidence.link');
  const unlink = useCommand('evidence.unlink');
  const expired = piece.expires !== null && piece.expires < today();
  const takeOff = async () => {
    const attempt = await unlink.run({ number: piece.number, refs: [card.ref] });
    if (!attempt.ok) return;
    toasts.show({
      text: `E-${piece.number} no longer supports this duty. It is still in the register.`,
      action: { label: 'Undo', run: () => void link.run({ number: piece.number, refs: [card.ref] }) },
    });
  };
  const remove = () => {
    const key = removal(piece.number);
    saves.hold(key, `Remove E-${piece.number}`, UNDO_MS, async () => {
      await client.call('evidence.remove', { number: piece.number }, workbook);
    });
    toasts.show({
      text: `E-${piece.number} is being removed from the workbook.`,
      action: { label: 'Undo', run: () => saves.cancel(key) },
    });
  };
  const facts = [
    `E-${piece.number}`,
    piece.size === null ? null : formatBytes(piece.size),
    piece.coversTo ? `covers to ${formatDate(piece.coversTo)}` : null,
    piece.expires && !expired ? `expires ${formatDate(piece.expires)}` : null,
    piece.links.length > 1 ? `supports ${piece.links.length} duties` : null,
  ].filter(Boolean);
  return (
    <li className={styles.piece}>
      <Icon name={ICONS[piece.kind]} size={14} />
      <span className={styles.pieceText}>
        {piece.kind === 'file' || (piece.kind === 'finding' && piece.sha256 !== null) ? (
          <a
            href={host.contentUrl(workbook, piece.number)}
            target="_blank"
            rel="noreferrer"
            title={piece.title}
          >
            {piece.title}
          </a>
        ) : (
          <span title={piece.url ?? piece.title}>{piece.title}</span>
        )}
        <span className={styles.facts}>
          {facts.join(', ')}
          {expired && <Badge tone="bad">expired {formatDate(piece.expires ?? '')}</Badge>}
        </span>
      </span>
      <Menu
        align="end"
        trigger={(props) => (
          <IconButton
            {...props}
            icon="more"
            size="small"
            label={`More about E-${piece.number}`}
            disabled={locked}
          />
        )}
        groups={[
          [{ id: 'unlink', label: 'Take off this duty', icon: 'close', run: () => void takeOff() }],
          [{ id: 'remove', label: 'Remove from the workbook', icon: 'remove', run: remove }],
        ]}
      />
    </li>
  );
}

function LinkForm(props: {
  readonly onAdd: (url: string, title: string) => void;
  readonly onClose: () => void;
}) {
  const [url, setUrl] = useState('');
  const [title, setTitle] = useState('');
  const [wrong, setWrong] = useState(false);
  const valid = /^https?:\/\//i.test(url.trim()) && URL.canParse(url.trim());
  return (
    <form
      ref={bringIntoSight}
      className={styles.form}
      aria-label="Add a link"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) props.onAdd(url.trim(), title.trim());
        else setWrong(true);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
    >
      <TextField
        label="Address"
        value={url}
        onValue={setUrl}
        placeholder="https://"
        autoFocus
        error={wrong && !valid ? 'Write the whole address, with https:// in front.' : null}
      />
      <TextField label="Title" optional value={title} onValue={setTitle} />
      <div className={styles.acts}>
        <Button type="submit" size="small" kind="primary">
          Add link
        </Button>
        <Button size="small" kind="quiet" onClick={props.onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
