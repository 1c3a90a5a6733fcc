import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useRegistry } from '../components/shortcuts/shortcuts.tsx';
import { useClient } from '../host/context.tsx';

/**
 * Commands that the shell sends, from a native menu or because a file was opened from outside: `keys`, `palette`,
 * `start`, `workbook:<id>`, `screen:<name>` inside the workbook shown, or `action:<label>` for any registered action.
 */
export function AppEvents(props: { readonly onKeys: () => void; readonly onPalette: () => void }) {
  const client = useClient();
  const registry = useRegistry();
  const navigate = useNavigate();
  const { onKeys, onPalette } = props;
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.type !== 'shell-command') return;
        const colon = event.command.indexOf(':');
        const verb = colon < 0 ? event.command : event.command.slice(0, colon);
        const rest = colon < 0 ? '' : event.command.slice(colon + 1);
        if (verb === 'keys') onKeys();
        else if (verb === 'palette') onPalette();
        else if (verb === 'start') void navigate({ to: '/' });
        else if (verb === 'workbook') void navigate({ to: '/w/$workbook', params: { workbook: rest } });
        else if (verb === 'screen')
          registry
            .all()
            .find((action) => action.id === `screen:${rest}`)
            ?.run();
        else if (verb === 'action')
          registry
            .all()
            .find((action) => action.label === rest)
            ?.run();
      }),
    [client, registry, navigate, onKeys, onPalette],
  );
  return null;
}
