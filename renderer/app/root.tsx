import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { FIND_COMMAND, FIND_KEYS } from '../components/find-field/find-field.tsx';
import { printScreen } from '../components/print/printing.ts';
import { KeyList } from '../components/shortcuts/key-list.tsx';
import { useShortcut } from '../components/shortcuts/shortcuts.tsx';
import { useSaves } from '../host/context.tsx';
import { About } from './about.tsx';
import { AppEvents } from './app-events.tsx';
import { AppearanceProvider, WithDates } from './appearance.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { Palette } from './palette/palette.tsx';
import { Preferences } from './preferences.tsx';
import { WorkbookActions } from './workbook-actions.tsx';

/** What is there on every screen, the start screen included. */
export function Root() {
  const [open, setOpen] = useState<'about' | 'diagnostics' | 'keys' | 'palette' | 'preferences' | null>(null);
  const navigate = useNavigate();
  const everywhere = (command: string) => ({ group: 'Everywhere', command });
  useShortcut('?', 'Show the keys', () => setOpen('keys'), everywhere('keys'));
  useShortcut('Mod+K', 'Find a command or anything in the workbook', () => setOpen('palette'), {
    ...everywhere('palette'),
    hidden: true,
  });
  // A screen without a list of its own: what is looked for may be anywhere.
  useShortcut(FIND_KEYS, 'Find', () => setOpen('palette'), {
    ...everywhere(FIND_COMMAND),
    fallback: true,
    hidden: true,
  });
  useShortcut('Mod+P', 'Print this screen', () => void printScreen(), everywhere('print'));
  useShortcut('Mod+,', 'Preferences', () => setOpen('preferences'), everywhere('preferences'));
  useShortcut([], 'New workbook', () => void navigate({ to: '/', search: { do: 'new' } }), everywhere('new'));
  useShortcut(
    'Mod+O',
    'Open a workbook',
    () => void navigate({ to: '/', search: { do: 'open' } }),
    everywhere('open'),
  );
  useShortcut('g l', 'Learn how responsibility is shared', () => void navigate({ to: '/learn/{-$page}' }), {
    group: 'Everywhere',
  });
  useShortcut(
    'g t',
    'Look at the portfolio',
    () => void navigate({ to: '/portfolio/{-$report}', params: {}, search: {} }),
    everywhere('portfolio'),
  );
  useShortcut([], 'Read the guide', () => void navigate({ to: '/guide/{-$page}' }), everywhere('guide'));
  useShortcut([], 'About Demarc', () => setOpen('about'), everywhere('about'));
  useShortcut([], 'Diagnostics', () => setOpen('diagnostics'), everywhere('diagnostics'));
  useUnsavedWarning();
  const close = () => setOpen(null);
  return (
    <AppearanceProvider>
      <AppEvents />
      <WorkbookActions />
      <WithDates>
        <Outlet />
      </WithDates>
      {open === 'about' && <About onDiagnostics={() => setOpen('diagnostics')} onClose={close} />}
      {open === 'diagnostics' && <Diagnostics onClose={close} />}
      {open === 'keys' && <KeyList onClose={close} />}
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'preferences' && <Preferences onClose={close} />}
    </AppearanceProvider>
  );
}

/** Closing the tab with something unsaved sends it, and asks once. */
function useUnsavedWarning(): void {
  const saves = useSaves();
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (saves.summary().state === 'saved') return;
      void saves.flushAll();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [saves]);
}
