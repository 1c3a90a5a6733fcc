import { useCallback, useState } from 'react';
import type { FileHandle } from '../../main/contract/capabilities.ts';
import { useToasts } from '../components/toast/toasts.tsx';
import { failureOf } from '../host/call-error.ts';
import type { JobProgress } from '../host/client.ts';
import { useClient, useHost, useSaves, useWorkbookId } from '../host/context.tsx';
import { useCommand } from '../host/use-command.ts';

/** A file on its way into the workbook. */
export interface Upload {
  readonly id: string;
  readonly ref: string;
  readonly name: string;
  readonly progress: JobProgress | null;
}
export interface Attachments {
  readonly uploads: readonly Upload[];
  attach(ref: string, files: readonly FileHandle[]): void;
  /** Files that were dropped or pasted. */
  give(ref: string, files: readonly File[]): void;
  pick(ref: string): void;
  addLink(ref: string, url: string, title?: string): Promise<boolean>;
}

/** Brings evidence into the workbook. It belongs to the screen, so that a large file goes on while one answers the next card. */
export function useAttachments(say: (text: string) => void): Attachments {
  const client = useClient();
  const host = useHost();
  const saves = useSaves();
  const workbook = useWorkbookId();
  const toasts = useToasts();
  const link = useCommand('evidence.addLink');
  const [uploads, setUploads] = useState<readonly Upload[]>([]);

  const attach = useCallback(
    async (ref: string, files: readonly FileHandle[]) => {
      for (const file of files) {
        const id = `${file.handle} ${ref}`;
        setUploads((now) => [...now, { id, ref, name: file.name, progress: null }]);
        try {
          const work = client.runJob('evidence.attachFile', { refs: [ref], file: file.handle }, workbook, {
            onProgress: (progress) =>
              setUploads((now) => now.map((upload) => (upload.id === id ? { ...upload, progress } : upload))),
          });
          const evidence = await saves.track(work);
          say(`Attached ${evidence.title} as evidence ${evidence.number}.`);
        } catch (error) {
          toasts.show({ tone: 'error', text: `${file.name} was not attached. ${failureOf(error).message}` });
        }
        setUploads((now) => now.filter((upload) => upload.id !== id));
      }
    },
    [client, workbook, saves, toasts, say],
  );
  const take = async (ref: string, handles: Promise<readonly FileHandle[]>) => {
    try {
      await attach(ref, await handles);
    } catch (error) {
      toasts.show({ tone: 'error', text: failureOf(error).message });
    }
  };
  return {
    uploads,
    attach: (ref, files) => void attach(ref, files),
    give: (ref, files) => {
      if (files.length > 0) void take(ref, host.giveFiles(files));
    },
    pick: (ref) => void take(ref, host.pickFiles({ multiple: true, accept: [], purpose: 'evidence' })),
    addLink: async (ref, url, title) => {
      const attempt = await link.run({ refs: [ref], url, ...(title ? { title } : {}) });
      if (attempt.ok) say(`Added the link as evidence ${attempt.value.number}.`);
      return attempt.ok;
    },
  };
}

/** The web address in a pasted text, if that is all it is. */
export function pastedAddress(text: string): string | null {
  const trimmed = text.trim();
  if (!/^https?:\/\/\S+$/i.test(trimmed) || trimmed.length > 2000) return null;
  return URL.canParse(trimmed) ? trimmed : null;
}
