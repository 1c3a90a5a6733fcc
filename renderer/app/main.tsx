import '../styles/tokens.css';
import '../styles/ownership.css';
import '../styles/base.css';
import '../styles/print.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { AppInfo } from '../../main/contract/app.ts';
import { keepFocus } from '../components/focus-keeper/keep-focus.ts';
import { showFocus } from '../components/focus-keeper/show-focus.ts';
import { followPrinting } from '../components/print/printing.ts';
import { ShortcutProvider } from '../components/shortcuts/shortcuts.tsx';
import { ToastProvider } from '../components/toast/toasts.tsx';
import { failureOf } from '../host/call-error.ts';
import { connectHost } from '../host/connect.ts';
import { createSession, HostProvider } from '../host/context.tsx';
import { keyOf } from '../host/invalidation.ts';
import { applyAppearance } from './appearance.tsx';
import { NoHost } from './no-host.tsx';
import { createDemarcRouter } from './router.tsx';

async function boot(element: HTMLElement): Promise<void> {
  const page = createRoot(element);
  try {
    const session = createSession(await connectHost());
    const { client, queries } = session;
    const [info, settings] = await Promise.all([
      client.call('app.info', {}),
      client.call('app.settings', {}),
    ]);
    queries.setQueryData(keyOf(null, 'app.info', {}), info);
    queries.setQueryData(keyOf(null, 'app.settings', {}), settings);
    applyAppearance(settings);
    goToOnlyWorkbook(info);
    const router = createDemarcRouter();
    page.render(
      <StrictMode>
        <HostProvider session={session}>
          <ToastProvider>
            <ShortcutProvider>
              <RouterProvider router={router} />
            </ShortcutProvider>
          </ToastProvider>
        </HostProvider>
      </StrictMode>,
    );
  } catch (error) {
    page.render(<NoHost failure={failureOf(error)} />);
  }
}

/** A program started with one workbook shows that workbook, not the start screen. */
function goToOnlyWorkbook(info: AppInfo): void {
  // A page that is loaded again stays where it was, the start screen included: then its address says so.
  const atStart = location.hash === '' || location.hash === '#';
  const [only, ...others] = info.open;
  if (atStart && only && others.length === 0) history.replaceState(null, '', `#/w/${only.id}/services`);
}

const element = document.getElementById('root');
if (element) {
  keepFocus(document);
  showFocus(document);
  followPrinting();
  void boot(element);
}
