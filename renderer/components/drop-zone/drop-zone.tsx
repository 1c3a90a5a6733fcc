import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FileHandle } from '../../../main/contract/capabilities.ts';
import { askForFolder } from '../../host/browser-files.ts';
import { failureOf } from '../../host/call-error.ts';
import { useHost } from '../../host/context.tsx';
import {
  entriesOf,
  type FolderFile,
  FolderProblem,
  type FolderRule,
  filesOfChosen,
  filesOfEntries,
} from '../../host/folder-files.ts';
import type { FilePurpose } from '../../host/host.ts';
import { cx } from '../../lib/cx.ts';
import { Button } from '../button/button.tsx';
import styles from './drop-zone.module.css';

interface DropZoneProps {
  readonly label: string;
  readonly hint: ReactNode;
  readonly purpose: FilePurpose;
  readonly accept?: readonly string[];
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  readonly compact?: boolean;
  /** Takes whole folders as well, and of each the files that are wanted. */
  readonly folders?: FolderRule;
  readonly onFiles: (files: readonly FileHandle[]) => void;
}

/** Takes files, and folders where it is said so, by drop, by paste anywhere on the screen, or by picker, and turns them into handles. */
export function DropZone(props: DropZoneProps) {
  const { disabled = false, multiple = true, accept = [], purpose, folders } = props;
  const host = useHost();
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const take = async (handles: Promise<readonly FileHandle[]>) => {
    setBusy(true);
    setError(null);
    try {
      const files = await handles;
      if (files.length > 0) props.onFiles(files);
    } catch (problem) {
      setError(problem instanceof FolderProblem ? problem.message : failureOf(problem).message);
    } finally {
      setBusy(false);
    }
  };
  const give = (files: readonly File[]) => {
    if (files.length > 0) void take(host.giveFiles(multiple ? files : files.slice(0, 1)));
  };
  const takeFolder = async (found: Promise<readonly FolderFile[]>) => {
    const files = await found;
    const handles = await host.giveFiles(files.map(({ file }) => file));
    return handles.map((handle, at) => ({ ...handle, name: files[at]?.way ?? handle.name }));
  };
  const drop = (data: DataTransfer) => {
    const entries = entriesOf(data.items);
    if (!entries.some(({ isDirectory }) => isDirectory)) give([...data.files]);
    else if (folders) void take(takeFolder(filesOfEntries(entries, folders)));
    else setError('Folders are not read. Drop the files that lie in them.');
  };
  useFilePaste(disabled || busy, give);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its keyboard equal in the button inside
    <div
      className={cx(styles.zone, props.compact && styles.compact, over && styles.over)}
      onDragOver={(event) => {
        if (disabled || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        if (disabled) return;
        drop(event.dataTransfer);
      }}
    >
      <div className={styles.buttons}>
        <Button
          icon="file"
          disabled={disabled || busy}
          onClick={() => void take(host.pickFiles({ multiple, accept, purpose }))}
        >
          {busy ? 'Receiving' : props.label}
        </Button>
        {folders && !props.compact && (
          <Button
            disabled={disabled || busy}
            onClick={() =>
              void take(
                askForFolder().then((files) =>
                  files.length === 0 ? [] : takeFolder(Promise.resolve(filesOfChosen(files, folders))),
                ),
              )
            }
          >
            Choose a folder
          </Button>
        )}
      </div>
      <div className={styles.hint}>
        {props.hint}
        {error && (
          <div role="alert" className={styles.error}>
            {error}
          </div>
        )}
      </div>
    </div>
  );
}

/** Listens for pasted files anywhere on the page; text pasted into a field is left alone. */
function useFilePaste(disabled: boolean, give: (files: readonly File[]) => void): void {
  const latest = useRef(give);
  latest.current = give;
  useEffect(() => {
    if (disabled) return;
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [disabled]);
}
