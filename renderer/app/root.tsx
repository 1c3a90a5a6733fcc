import { Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { KeyList } from '../components/shortcuts/key-list.tsx';
import { Palette } from '../components/shortcuts/palette.tsx';
import { useShortcut } from '../components/shortcuts/shortcuts.tsx';
import { useSaves } from '../host/context.tsx';
import { AppEvents } from './app-events.tsx';
import { ThemeProvider } from './theme.tsx';

/** What is there on every screen, the start screen included. */
export function Root() {
  const [open, setOpen] = useState<'keys' | 'palette' | null>(null);
  useShortcut('?', 'Show the keys', () => setOpen('keys'), { group: 'Everywhere' });
  useShortcut('Mod+K', 'Find a command', () => setOpen('palette'), { group: 'Everywhere', hidden: true });
  useUnsavedWarning();
  return (
    <ThemeProvider>
      <AppEvents onKeys={() => setOpen('keys')} onPalette={() => setOpen('palette')} />
      <Outlet />
      {open === 'keys' && <KeyList onClose={() => setOpen(null)} />}
      {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
    </ThemeProvider>
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
