import { useEffect, useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { MatrixPreview } from '../../../../main/contract/claims.ts';
import type { GivenMapping } from '../../../../main/contract/methods/claims.ts';
import { claimsInWords, partsInWords } from '../../../../main/domain/claims.ts';
import { Button } from '../../../components/button/button.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useJob } from '../../../host/use-job.ts';
import { formatCount, formatNumber } from '../../../lib/format.ts';
import { ClaimsList } from './claims-list.tsx';
import { Outcome } from './outcome.tsx';
import { RecordForm, type RecordInput } from './record-form.tsx';
import { SheetMaps } from './sheet-maps.tsx';
import { UnreadCells } from './unread-cells.tsx';
import styles from './vendor-matrix.module.css';

/** A vendor's responsibility matrix: how it is read, what was not, and recording what it claims. */
export function VendorMatrix({ file, onDone }: { readonly file: FileHandle; readonly onDone: () => void }) {
  const { readOnly } = useDemarcData('workbook.info', {});
  const reading = useJob('claims.preview');
  const recording = useJob('claims.record');
  const [mapping, setMapping] = useState<GivenMapping>([]);
  // Once it is known whose matrix it is, the parties' own names are words that can be read.
  const [vendor, setVendor] = useState<RecordInput['vendor'] | null>(null);
  // A corrected mapping is read again while the last reading stays in view.
  const [preview, setPreview] = useState<MatrixPreview | null>(null);
  const [readings, setReadings] = useState(0);
  const { run } = reading;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each count is one more reading of the same
  useEffect(() => {
    const input = { ...(mapping.length > 0 ? { mapping } : {}), ...(vendor ? { vendor } : {}) };
    void run({ file: file.handle, ...input }).then((result) => {
      if (result) setPreview(result);
    });
  }, [run, file.handle, mapping, vendor, readings]);

  const record = (input: RecordInput) =>
    void recording.run({ file: file.handle, ...(mapping.length > 0 ? { mapping } : {}), ...input });
  if (recording.status.state === 'done')
    return <Outcome recorded={recording.status.result} onDone={onDone} />;
  const job = recording.status.state === 'running' ? recording : reading;
  return (
    <div className={styles.parts}>
      {job.status.state === 'running' && (job === recording || preview === null) && (
        <JobBar
          title={job === recording ? 'Recording the claims' : 'Reading the matrix'}
          progress={job.status.progress}
          cancelling={job.status.cancelling}
          onCancel={job.cancel}
        />
      )}
      {reading.status.state === 'failed' && (
        <Notice tone="bad" title="This file cannot be read">
          {reading.status.failure.message} Nothing was changed.
        </Notice>
      )}
      {recording.status.state === 'failed' && (
        <Notice tone="bad" title="Nothing was recorded">
          {recording.status.failure.message}
        </Notice>
      )}
      {preview === null && reading.status.state === 'idle' && (
        <span>
          <Button onClick={() => setReadings((count) => count + 1)}>Read the matrix</Button>
        </span>
      )}
      {preview && (
        <>
          <Summary preview={preview} />
          <SheetMaps
            preview={preview}
            mapping={mapping}
            busy={reading.status.state === 'running'}
            onMapping={setMapping}
            onForgotten={() => setReadings((count) => count + 1)}
          />
          {partsInWords(preview.mapping)[0] !== 'cell' && <ClaimsList preview={preview} />}
          <UnreadCells preview={preview} mapping={mapping} onMapping={setMapping} />
          {preview.counts.claims > 0 && (
            <RecordForm
              preview={preview}
              readOnly={readOnly}
              // Not while it is read anew: leaving the name field starts that, and the press that left it would be lost.
              busy={recording.status.state === 'running'}
              onVendor={setVendor}
              onRecord={record}
              onCancel={onDone}
            />
          )}
        </>
      )}
    </div>
  );
}

function Summary({ preview }: { readonly preview: MatrixPreview }) {
  const { counts, notes } = preview;
  const none = counts.claims === 0;
  const [one, many] = partsInWords(preview.mapping);
  const isDocument = one !== 'cell';
  const [layout] = preview.mapping;
  const empty = preview.samples.every(({ rows }) => rows.length === 0);
  const isMatrix = preview.mapping.some(({ matrix }) => matrix);
  return (
    <div role="status">
      <Notice
        tone={none || counts.unread > 0 ? 'warn' : 'good'}
        title={
          none
            ? isDocument
              ? 'It says nothing of a control'
              : isMatrix
                ? 'Nothing of it is read yet'
                : 'No sheet reads as a responsibility matrix'
            : claimsInWords(
                counts,
                preview.claims.map(({ framework }) => framework),
              )
        }
      >
        <p>
          {none
            ? isDocument
              ? `It is an ${layout?.layoutTitle ?? 'OSCAL document'} without an entry on a control.`
              : empty
                ? 'No sheet of it has a cell with anything in it.'
                : isMatrix
                  ? 'It is a responsibility matrix. Say below what it does not say of itself.'
                  : 'Choose a sheet below, say in which row its headings stand, and what the columns mean.'
            : `${isDocument ? `${layout?.layoutTitle}. ` : ''}${formatCount(counts.cells, one, many)}: ${formatNumber(counts.read)} read, ${formatNumber(counts.unread)} ${isDocument ? 'not read' : `of the matrix not read, ${formatNumber(counts.outside)} outside it`}. ${counts.silent > 0 ? `${formatCount(counts.silent, 'claim')} without an owner. ` : ''}Recording them changes no answer.`}
        </p>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </Notice>
    </div>
  );
}
