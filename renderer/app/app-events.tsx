import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useRegistry } from '../components/shortcuts/shortcuts.tsx';
import { useClient } from '../host/context.tsx';

/** Carries out what the shell asks: an item of its menu was chosen, or a workbook was opened from outside (`workbook:<id>`). */
export function AppEvents() {
  const client = useClient();
  const registry = useRegistry();
  const navigate = useNavigate();
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.type !== 'shell-command') return;
        const { command } = event;
        if (command.startsWith('workbook:')) {
          void navigate({ to: '/w/$workbook', params: { workbook: command.slice('workbook:'.length) } });
          return;
        }
        // In a field, undo means what was typed there. The menu has taken the key, so the page has to ask for it.
        const typing = document.activeElement?.matches('input, textarea') ?? false;
        if (typing && (command === 'undo' || command === 'redo')) document.execCommand(command);
        else registry.runCommand(command);
      }),
    [client, registry, navigate],
  );
  return null;
}
