import { failureOf } from '../../host/call-error.ts';
import { useHost } from '../../host/context.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useToasts } from '../toast/toasts.tsx';

/** What a page made itself, to be saved: nothing when there is nothing to save. */
type Making = () => Blob | null | Promise<Blob | null>;

/** Asks where a file of what the page itself made should go, and brings it there. `title` names it, without what a file name cannot hold. */
export function useSaveFile(): {
  readonly busy: boolean;
  save(title: string, format: string, make: Making): Promise<void>;
} {
  const host = useHost();
  const toasts = useToasts();
  const write = useCommand('app.saveFile');
  return {
    busy: write.busy,
    async save(title, format, make) {
      try {
        const name = `${title.replace(/[\\/:*?"<>|]+/g, ' ').trim()}.${format}`;
        const content = await make();
        if (content === null) return;
        const target = await host.pickTarget({ suggestedName: name, format });
        if (!target) return;
        const [given] = await host.giveFiles([new File([content], name, { type: content.type })]);
        if (!given) return;
        const saved = await write.run({ file: given.handle, target: target.handle });
        if (saved.ok) await host.deliver(target);
      } catch (error) {
        toasts.show({ tone: 'error', text: failureOf(error).message });
      }
    },
  };
}
