import { useState } from 'react';
import type { Card } from '../../../main/contract/assignments.ts';
import { Button } from '../../components/button/button.tsx';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { Checkbox, SearchField } from '../../components/field/field.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './evidence.module.css';

const MOST = 200;

/** Links pieces of evidence that are in the workbook already. */
export function EvidencePicker(props: { readonly card: Card; readonly onClose: () => void }) {
  const { card, onClose } = props;
  const all = useDemarcQuery('evidence.list', {});
  const link = useCommand('evidence.link');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const linked = new Set(card.evidence.map((piece) => piece.number));
  const others = (all.data ?? []).filter((piece) => !linked.has(piece.number));
  const shown = others.filter((piece) =>
    `E-${piece.number} ${piece.title} ${piece.fileName ?? ''}`
      .toLowerCase()
      .includes(text.trim().toLowerCase()),
  );
  const save = async () => {
    for (const number of chosen) if (!(await link.run({ number, refs: [card.ref] })).ok) return;
    onClose();
  };
  return (
    <Dialog
      title="Evidence from the register"
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" disabled={chosen.size === 0 || link.busy}>
            {chosen.size === 0 ? 'Link' : `Link ${formatCount(chosen.size, 'piece')}`}
          </Button>
        </>
      }
    >
      <div className={styles.picker}>
        <SearchField label="Find evidence" value={text} onValue={setText} />
        <div className={styles.pickerList}>
          {shown.slice(0, MOST).map((piece) => (
            <Checkbox
              key={piece.number}
              label={`E-${piece.number}  ${piece.title}`}
              checked={chosen.has(piece.number)}
              onChecked={(on) =>
                setChosen((now) => {
                  const next = new Set(now);
                  if (on) next.add(piece.number);
                  else next.delete(piece.number);
                  return next;
                })
              }
            />
          ))}
          {all.data && others.length === 0 && (
            <p className={styles.empty}>The register holds nothing else yet. Attach files here first.</p>
          )}
          {others.length > 0 && shown.length === 0 && <p className={styles.empty}>Nothing is called that.</p>}
          {shown.length > MOST && (
            <p className={styles.empty}>{formatCount(shown.length - MOST, 'more piece')}: type to narrow.</p>
          )}
        </div>
      </div>
    </Dialog>
  );
}
