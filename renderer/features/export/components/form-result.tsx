import type { FilledForm } from '../../../../main/contract/forms.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { reasonLines, sheetLines } from '../form-model.ts';
import styles from './export.module.css';
import { Checks, FileHead } from './file-head.tsx';
import { Sentences } from './sentences.tsx';

/** The filled form: how many rows of each sheet are ours, which were left and why, and what to know before it goes out. */
export function FormResult(props: {
  readonly filled: FilledForm;
  readonly readOnly: boolean;
  readonly onForgotten: () => void;
}) {
  const { filled, readOnly, onForgotten } = props;
  const reasons = reasonLines(filled);
  return (
    <div className={styles.file}>
      <FileHead name={filled.file} handle={filled.handle}>
        {filled.title}, {formatBytes(filled.bytes)}, SHA-256 <code>{filled.sha256.slice(0, 16)}</code>
      </FileHead>
      <p role="status">
        {formatCount(filled.cells, 'cell was', 'cells were')} written and read back; everything else is as it
        was.
      </p>
      <Checks lines={sheetLines(filled).map((text) => ({ text, ok: true }))} />
      {reasons.length > 0 && (
        <Notice tone="warn" title="Rows that were left, whole or in part">
          <Sentences of={reasons} />
        </Notice>
      )}
      {filled.leftOut.length > 0 && (
        <Notice title="To know before it goes out">
          <Sentences of={filled.leftOut} />
        </Notice>
      )}
      {filled.remembered.length > 0 && !readOnly && (
        <Forget remembered={filled.remembered} onForgotten={onForgotten} />
      )}
    </div>
  );
}

/** The columns were taken as it was said before; filled in again, the form asks anew. */
function Forget(props: { readonly remembered: FilledForm['remembered']; readonly onForgotten: () => void }) {
  const { run, busy } = useCommand('claims.forgetMapping');
  const forget = async () => {
    // Sheets with the same headings are remembered once.
    for (const fingerprint of new Set(props.remembered.map((each) => each.fingerprint)))
      if (!(await run({ fingerprint })).ok) return;
    props.onForgotten();
  };
  return (
    <div>
      <Button size="small" disabled={busy} onClick={() => void forget()}>
        Forget what its columns take
      </Button>
    </div>
  );
}
