import { type ReactNode, useState } from 'react';
import type { SheetChange, SheetPreview } from '../../../../main/contract/sheets.ts';
import { Button } from '../../../components/button/button.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { useDemarcData, useDemarcQuery } from '../../../host/queries.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import { keyOf, senderFrom } from './model.ts';
import styles from './returned-sheet.module.css';

export interface Chosen {
  readonly rev: number;
  readonly sha256: string;
  readonly cells: { readonly only: string[] };
  readonly sender: { readonly person: string } | { readonly name: string };
  readonly accepted?: { readonly refs: string[]; readonly reason: string };
}

/** Who sent the sheet, why accepted answers are opened again, and the one act. */
export function ApplyBar(props: {
  readonly preview: SheetPreview;
  readonly busy: boolean;
  /** How far the work is, where the bar says otherwise what is chosen. */
  readonly progress: ReactNode;
  readonly chosen: readonly SheetChange[];
  readonly onApply: (chosen: Chosen) => void;
}) {
  const { preview, chosen } = props;
  const { readOnly } = useDemarcData('workbook.info', {});
  const people = useDemarcQuery('people.list', {}).data ?? [];
  const [typed, setTyped] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const sender = typed ?? preview.sender?.name ?? '';
  const reopened = [...new Set(chosen.filter(({ accepted }) => accepted).map(({ ref }) => ref))];
  const because = reason ?? `Changed in the sheet returned by ${sender.trim() || 'its reader'}.`;
  const missing = sender.trim() === '';
  return (
    <form
      className={styles.bar}
      onSubmit={(event) => {
        event.preventDefault();
        if (props.busy || missing || chosen.length === 0) return;
        props.onApply({
          rev: preview.rev,
          sha256: preview.sha256,
          cells: { only: chosen.map(keyOf) },
          sender: senderFrom(sender, people),
          ...(reopened.length === 0 ? {} : { accepted: { refs: reopened, reason: because.trim() } }),
        });
      }}
    >
      <div className={styles.fields}>
        <TextField
          label="Returned by"
          value={sender}
          onValue={setTyped}
          list="returned-by"
          maxLength={200}
          required
          placeholder="Who filled the sheet in"
        />
        <datalist id="returned-by">
          {people.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
        {reopened.length > 0 && (
          <TextField
            label={`Why ${formatCount(reopened.length, 'accepted answer is', 'accepted answers are')} opened again`}
            value={because}
            onValue={setReason}
            maxLength={10_000}
            required
          />
        )}
      </div>
      {props.progress && <div className={styles.progress}>{props.progress}</div>}
      <span className={styles.act}>
        <span className={styles.soft} role="status">
          {missing && chosen.length > 0
            ? 'Say who returned the sheet'
            : `${formatNumber(chosen.length)} of ${formatCount(preview.changes.length, 'change')} chosen`}
        </span>
        <Button
          kind="primary"
          type="submit"
          disabled={readOnly || props.busy || missing || chosen.length === 0}
        >
          {chosen.length === 0 ? 'Nothing chosen' : `Take in ${formatCount(chosen.length, 'cell')}`}
        </Button>
      </span>
    </form>
  );
}
