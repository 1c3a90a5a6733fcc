import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useRegistry } from '../components/shortcuts/shortcuts.tsx';
import { useClient } from '../host/context.tsx';

const dialogIsOpen = (): boolean => document.querySelector('dialog[open]') !== null;

/** Runs something as soon as no dialog stands over the screen; of several only the last. */
function afterDialogs(): { do(act: () => void): void; stop(): void } {
  let waiting: (() => void) | null = null;
  // A dialog may be closed, or simply be drawn no more.
  const observer = new MutationObserver(() => look());
  const look = () => {
    if (waiting === null || dialogIsOpen()) return;
    observer.disconnect();
    const act = waiting;
    waiting = null;
    act();
  };
  return {
    do(act) {
      waiting = act;
      observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['open'] });
      look();
    },
    stop: () => observer.disconnect(),
  };
}

/** Carries out what the shell asks: an item of its menu was chosen, or a workbook was opened from outside (`workbook:<id>`). */
export function AppEvents() {
  const client = useClient();
  const registry = useRegistry();
  const navigate = useNavigate();
  useEffect(() => {
    // Only a shell has a menu, and opens files from outside.
    if (!client.host.capabilities.nativeMenu) return;
    const later = afterDialogs();
    const stop = client.onEvent((event) => {
      if (event.type !== 'shell-command') return;
      const { command } = event;
      if (command.startsWith('workbook:')) {
        const workbook = command.slice('workbook:'.length);
        // Behind an open dialog the screen stays as it is; what was opened is shown when the dialog is done with.
        later.do(() => void navigate({ to: '/w/$workbook', params: { workbook } }));
        return;
      }
      // In a field, undo means what was typed there. The menu has taken the key, so the page has to ask for it.
      const typing = document.activeElement?.matches('input, textarea') ?? false;
      if (typing && (command === 'undo' || command === 'redo')) document.execCommand(command);
      // As with keys: what stands behind a dialog is out of reach.
      else if (!dialogIsOpen()) registry.runCommand(command);
    });
    client.host.ready();
    return () => {
      stop();
      later.stop();
    };
  }, [client, registry, navigate]);
  return null;
}
