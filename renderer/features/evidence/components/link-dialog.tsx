import { useState } from 'react';
import type { Evidence } from '../../../../main/contract/evidence.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import { RefSearch } from './ref-search.tsx';

/** Links one piece of evidence to many duties in one step. */
export function LinkDialog(props: { readonly piece: Evidence; readonly onClose: () => void }) {
  const { piece } = props;
  const link = useCommand('evidence.link', { quiet: true });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async () => {
    if (chosen.length === 0) {
      setProblem('Tick the duties that it supports.');
      return;
    }
    const done = await link.run({ number: piece.number, refs: [...chosen] });
    if (done.ok) props.onClose();
    else setProblem(done.failure.message);
  };
  return (
    <Dialog
      title={`Link E-${piece.number} to duties`}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={link.busy}>
            {chosen.length === 0 ? 'Link' : `Link to ${formatCount(chosen.length, 'duty', 'duties')}`}
          </Button>
        </>
      }
    >
      {problem && <Refusal>{problem}</Refusal>}
      <RefSearch taken={piece.links} chosen={chosen} onChosen={setChosen} />
    </Dialog>
  );
}
