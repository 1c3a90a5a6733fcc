import { IconButton } from '../../../components/button/button.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { useUndoOffer } from '../../../host/use-undo-offer.ts';

/** Takes a service or a responsibility of the workbook's own out, and offers the way back. */
export function RemoveOwn({ id, name }: { readonly id: string; readonly name: string }) {
  const { run, busy } = useCommand('custom.remove');
  const offer = useUndoOffer();
  return (
    <IconButton
      icon="remove"
      label={`Remove ${name}`}
      disabled={busy}
      onClick={async () => {
        const removed = await run({ id });
        if (removed.ok) offer(`${name} removed`, removed.change);
      }}
    />
  );
}
