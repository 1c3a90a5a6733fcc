import { useState } from 'react';
import type { FileHandle } from '../../../../main/contract/capabilities.ts';
import type { Evidence } from '../../../../main/contract/evidence.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { DropZone } from '../../../components/drop-zone/drop-zone.tsx';
import { Checkbox, TextArea, TextField } from '../../../components/field/field.tsx';
import { Refusal } from '../../../components/notice/notice.tsx';
import { JobBar } from '../../../components/progress/progress.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useClient, useSaves, useWorkbookId } from '../../../host/context.tsx';
import { useCapability } from '../../../host/use-capability.ts';
import { useJob } from '../../../host/use-job.ts';
import { formatBytes } from '../../../lib/format.ts';
import { useRefWords } from '../api.ts';
import { DateFields, type EvidenceDates } from './date-fields.tsx';
import { RefSearch } from './ref-search.tsx';
import styles from './register.module.css';

export type AddKind = 'file' | 'link' | 'note';
const TITLES: Readonly<Record<AddKind, string>> = {
  file: 'Attach a file',
  link: 'Add a link',
  note: 'Add a note',
};

/** Adds one piece of evidence, with at least one duty that it supports. */
export function AddEvidence(props: {
  readonly kind: AddKind;
  readonly onDone: (piece: Evidence) => void;
  readonly onClose: () => void;
}) {
  const { kind } = props;
  const record = useRecordEvidence();
  const job = useJob('evidence.attachFile');
  const [file, setFile] = useState<FileHandle | null>(null);
  const [written, setWritten] = useState<WrittenFields>({ title: '', url: '', text: '', reference: false });
  const { title, url, text, reference } = written;
  const [dates, setDates] = useState<EvidenceDates>({ coversFrom: null, coversTo: null, expires: null });
  const [refs, setRefs] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const missing = missingWords({ kind, file, url, text, title, refs });
  const submit = async () => {
    if (missing !== null) {
      setProblem(missing);
      return;
    }
    setProblem(null);
    setBusy(true);
    const common = { refs: [...refs], ...dates, ...(title.trim() === '' ? {} : { title: title.trim() }) };
    try {
      const piece =
        kind === 'file' && file
          ? await job.run({ ...common, file: file.handle, reference })
          : await record(kind === 'link' ? { ...common, url: url.trim() } : { ...common, text: text.trim() });
      if (piece) props.onDone(piece);
    } catch (error) {
      setProblem(failureOf(error).message);
    } finally {
      setBusy(false);
    }
  };
  const failed = job.status.state === 'failed' ? job.status.failure.message : null;

  return (
    <Dialog
      title={TITLES[kind]}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={busy}>
            {kind === 'file' ? 'Attach' : 'Add'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {(problem ?? failed) && <Refusal>{problem ?? failed}</Refusal>}
        {kind === 'file' && (
          <DropZone
            label={file ? 'Choose another file' : 'Choose a file'}
            hint={file ? `${file.name}, ${formatBytes(file.size)}` : 'or drop or paste it here'}
            purpose="evidence"
            multiple={false}
            compact
            onFiles={([first]) => setFile(first ?? null)}
          />
        )}
        <Fields
          kind={kind}
          written={written}
          onWritten={(change) => setWritten((now) => ({ ...now, ...change }))}
        />
        <DateFields dates={dates} onDates={setDates} />
        <Supports refs={refs} onRefs={setRefs} />
        {job.status.state === 'running' && (
          <JobBar
            title="Copying into the workbook"
            progress={job.status.progress}
            cancelling={job.status.cancelling}
            onCancel={job.cancel}
          />
        )}
      </div>
    </Dialog>
  );
}

interface WrittenFields {
  readonly title: string;
  readonly url: string;
  readonly text: string;
  /** The file stays where it is. */
  readonly reference: boolean;
}

function Fields(props: {
  readonly kind: AddKind;
  readonly written: WrittenFields;
  readonly onWritten: (change: Partial<WrittenFields>) => void;
}) {
  const { kind, written, onWritten } = props;
  // Only a desktop shell hands over files that stay where they are; an upload is a copy already.
  const canRefer = useCapability('nativeDialogs');
  return (
    <>
      {kind === 'link' && (
        <TextField
          label="Address"
          type="url"
          placeholder="https://"
          value={written.url}
          onValue={(url) => onWritten({ url })}
          maxLength={2000}
        />
      )}
      <TextField
        label="Title"
        optional={kind !== 'note'}
        hint={kind === 'file' ? 'Left empty, the name of the file' : undefined}
        value={written.title}
        onValue={(title) => onWritten({ title })}
        maxLength={300}
      />
      {kind === 'note' && (
        <TextArea
          label="What was seen, where and when"
          value={written.text}
          onValue={(text) => onWritten({ text })}
          maxLength={100_000}
        />
      )}
      {kind === 'file' && canRefer && (
        <Checkbox
          label="Leave the file where it is"
          hint="Only its path and SHA-256 are kept, for files that must not be copied."
          checked={written.reference}
          onChecked={(reference) => onWritten({ reference })}
        />
      )}
    </>
  );
}

type Common = EvidenceDates & { readonly refs: readonly string[]; readonly title?: string };

/** Records a link or a note. */
function useRecordEvidence(): (
  given: (Common & { readonly url: string }) | (Common & { readonly text: string }),
) => Promise<Evidence> {
  const client = useClient();
  const saves = useSaves();
  const workbook = useWorkbookId();
  return (given) => {
    const refs = [...given.refs];
    return saves.track(
      'url' in given
        ? client.call('evidence.addLink', { ...given, refs }, workbook)
        : client.call('evidence.addNote', { ...given, refs, title: given.title ?? '' }, workbook),
    );
  };
}

function Supports(props: {
  readonly refs: readonly string[];
  readonly onRefs: (refs: readonly string[]) => void;
}) {
  const { refs } = props;
  const words = useRefWords();
  return (
    <section className={styles.picker} aria-label="Supports">
      <h3>Which duties does it support?</h3>
      <RefSearch chosen={refs} onChosen={props.onRefs} />
      {refs.length > 0 && (
        <p className={styles.small}>
          {refs.map((ref) => `${words(ref).subject}: ${words(ref).duty}`).join('; ')}
        </p>
      )}
    </section>
  );
}

/** What is still needed, as a sentence; null when it can be added. */
function missingWords(given: {
  readonly kind: AddKind;
  readonly file: FileHandle | null;
  readonly url: string;
  readonly text: string;
  readonly title: string;
  readonly refs: readonly string[];
}): string | null {
  const { kind } = given;
  if (kind === 'file' && given.file === null) return 'Choose the file first.';
  if (kind === 'link' && !/^https?:\/\/\S+$/.test(given.url.trim()))
    return 'Write the whole address, beginning with https:// or http://.';
  if (kind === 'note' && given.title.trim() === '') return 'Give the note a title.';
  if (kind === 'note' && given.text.trim() === '') return 'Write what was seen.';
  if (given.refs.length === 0) return 'Tick the duties that it supports.';
  return null;
}
