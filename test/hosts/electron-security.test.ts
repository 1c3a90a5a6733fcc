import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerAppRequest } from '../../main/hosts/electron/app-protocol.ts';
import { createFlushRequests } from '../../main/hosts/electron/flush.ts';
import { filesFromCommandLine } from '../../main/hosts/electron/open-requests.ts';
import {
  decideWindowOpen,
  isNavigationAllowed,
  isOwnAddress,
  isPermissionAllowed,
  isRequestAllowed,
  isTrustedSender,
  secureWebPreferences,
} from '../../main/hosts/electron/web-contents-security.ts';
import { listPageFiles } from '../../main/hosts/static-files.ts';
import { PROJECT } from '../support/cli.ts';

/** Addresses that look like ours, or hope to be taken for it. */
const LOOK_ALIKES = [
  'demarc-app://app.evil.example/',
  'demarc-app://evil/',
  'demarc-app://app:80/',
  'demarc-app://app@evil/',
  'demarc-app://evil@app/',
  'demarc-app://user:pass@app/',
  'demarc-app:///app/',
  'demarc-app:app/',
  'demarc-appx://app/',
  'https://app/',
  'http://demarc-app//app/',
  'https://evil.example/?next=demarc-app://app/',
  'https://evil.example/#demarc-app://app/',
  'https://demarc-app:app@evil.example/',
  'file:///etc/passwd',
  'file://app/',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:demarc-app://app/1234',
  'view-source:demarc-app://app/',
  'devtools://devtools/bundled/inspector.html',
  'chrome://gpu',
  'about:blank',
  'vbscript:x',
  'ftp://app/',
  '',
  ' ',
  'not an address',
];

describe('our own address', () => {
  it.each(['demarc-app://app/', 'demarc-app://app/#/w/abc/walk', 'DEMARC-APP://app/index.html'])(
    'is %s',
    (url) => {
      expect(isOwnAddress(url)).toBe(true);
    },
  );
  it.each(LOOK_ALIKES)('is not "%s"', (url) => {
    expect(isOwnAddress(url)).toBe(false);
    expect(isNavigationAllowed(url)).toBe(false);
    expect(isTrustedSender({ url, isMainFrame: true })).toBe(false);
    expect(isPermissionAllowed('clipboard-sanitized-write', url)).toBe(false);
  });
});

describe('navigation', () => {
  it('stays on the page', () => {
    expect(isNavigationAllowed('demarc-app://app/')).toBe(true);
    expect(isNavigationAllowed('demarc-app://app/index.html#/')).toBe(true);
  });
  it.each(['demarc-app://app/evidence/w/1', 'demarc-app://app/assets/index.js', 'demarc-app://app/..%2f'])(
    'does not turn the page into %s',
    (url) => expect(isNavigationAllowed(url)).toBe(false),
  );
});

describe('opening a window', () => {
  it.each([
    ['https://docs.aws.amazon.com/x', 'outside'],
    ['http://example.com/', 'outside'],
    ['mailto:maria@example.com', 'outside'],
    ['demarc-app://app/evidence/w/1', 'evidence'],
    ['demarc-app://app/', 'deny'],
    ['demarc-app://app/%65vidence/w/1', 'deny'],
    ['demarc-app://app/evidence/w/x', 'deny'],
    ['demarc-app://app/evidence/w/1?x', 'deny'],
    ['demarc-app://app/index.html', 'deny'],
    ['demarc-app://evil/evidence/w/1', 'deny'],
    ['https://aws.amazon.com@evil.example/', 'deny'],
    ['file:///etc/passwd', 'deny'],
    ['javascript:alert(1)', 'deny'],
    ['data:text/html,x', 'deny'],
    ['smb://server/share', 'deny'],
    ['ms-msdt:/id', 'deny'],
    ['tel:+1', 'deny'],
    ['about:blank', 'deny'],
    ['', 'deny'],
  ])('%s: %s', (url, kind) => {
    expect(decideWindowOpen(url).kind).toBe(kind);
  });
});

describe('permissions', () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'clipboard-read',
    'display-capture',
    'hid',
    'serial',
    'usb',
    'fileSystem',
    'idle-detection',
    'storage-access',
    'a-permission-not-invented-yet',
  ])('denies %s even to our own page', (permission) => {
    expect(isPermissionAllowed(permission, 'demarc-app://app/')).toBe(false);
  });
  it('lets our own page copy text', () => {
    expect(isPermissionAllowed('clipboard-sanitized-write', 'demarc-app://app/')).toBe(true);
  });
});

describe('the network', () => {
  it.each([
    'https://example.com/',
    'http://127.0.0.1:80/',
    'http://localhost:5173/',
    'ws://127.0.0.1:5173/',
    'wss://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'devtools://devtools/x',
    'chrome-extension://abc/x.js',
    'demarc-app://evil/',
    '',
  ])('is closed to %s', (url) => {
    expect(isRequestAllowed(url, null)).toBe(false);
  });
  it('has the page and what lives in memory', () => {
    for (const url of [
      'demarc-app://app/assets/index.js',
      'blob:demarc-app://app/1',
      'data:image/png;base64,AA',
    ])
      expect(isRequestAllowed(url, null)).toBe(true);
  });
  it('opens to the dev server alone, by its exact address', () => {
    const dev = 'http://127.0.0.1:5173';
    expect(isRequestAllowed('http://127.0.0.1:5173/@vite/client', dev)).toBe(true);
    expect(isRequestAllowed('ws://127.0.0.1:5173/?token=1', dev)).toBe(true);
    for (const url of [
      'http://127.0.0.1:51730/',
      'http://127.0.0.1:5173@evil.example/',
      'https://127.0.0.1:5173/',
    ])
      expect(isRequestAllowed(url, dev)).toBe(false);
  });
});

describe('who may call', () => {
  it.each([
    [{ url: 'demarc-app://app/', isMainFrame: true }, true],
    [{ url: 'demarc-app://app/', isMainFrame: false }, false],
    [{ url: 'demarc-app://app/', isMainFrame: null }, false],
    [{ url: null, isMainFrame: true }, false],
    [{ url: 'https://evil.example/', isMainFrame: true }, false],
  ])('%j: %s', (sender, trusted) => {
    expect(isTrustedSender(sender)).toBe(trusted);
  });
});

it('gives no window more than a page in a browser has', () => {
  const preferences = secureWebPreferences('/preload.cjs');
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webviewTag: false,
    webSecurity: true,
  });
  expect(secureWebPreferences(null)).not.toHaveProperty('preload');
});

describe('the scheme', () => {
  const options = {
    // Nothing here asks for a workbook.
    core: {} as Parameters<typeof answerAppRequest>[1]['core'],
    logger: { info() {}, warn() {}, error: () => 'log' },
    page: listPageFiles(join(PROJECT, 'renderer')),
  };
  it.each([
    ['POST', 'demarc-app://app/', 405],
    ['HEAD', 'demarc-app://app/', 405],
    ['GET', 'demarc-app://evil/', 404],
    ['GET', 'demarc-app://app/../package.json', 404],
    ['GET', 'demarc-app://app/..%2f..%2fpackage.json', 404],
    ['GET', 'demarc-app://app/%2e%2e/%2e%2e/package.json', 404],
    ['GET', 'demarc-app://app/tsconfig.json', 200],
    ['GET', 'demarc-app://app/#/w/abc/walk', 200],
    ['GET', 'demarc-app://app/app/main.tsx', 404],
    ['GET', 'demarc-app://app/%69ndex.html', 404],
    ['GET', 'demarc-app://app/index.html?x', 404],
    ['GET', 'demarc-app://app//index.html', 404],
    ['GET', 'demarc-app://app/events', 404],
    ['GET', 'demarc-app://app/files/abc', 404],
    ['GET', 'demarc-app://app/rpc/app.info', 404],
    ['GET', 'demarc-app://app/%65vidence/w/1', 404],
    ['GET', 'demarc-app://app/evidence/../../x', 404],
    ['GET', 'demarc-app://app/evidence/w/0', 404],
    ['GET', 'demarc-app://app/evidence/w/1/2', 404],
    ['GET', 'demarc-app://app/%E0%A4%A', 404],
  ])('%s %s: %i', async (method, url, status) => {
    expect((await answerAppRequest({ method, url }, options)).status).toBe(status);
  });
});

it('finds workbooks on a command line, past the switches that Chromium adds', () => {
  expect(
    filesFromCommandLine(['/e/electron', '/app', '--no-sandbox', 'a.demarc', '', '/abs/b.demarc'], {
      packaged: false,
      workingDirectory: '/home/x',
    }),
  ).toEqual(['/home/x/a.demarc', '/abs/b.demarc']);
  expect(
    filesFromCommandLine(['/opt/demarc', 'a.demarc'], { packaged: true, workingDirectory: '/w' }),
  ).toEqual(['/w/a.demarc']);
  // As a second start hands its command line over: Electron's own switches and Chromium's stand before the application.
  expect(
    filesFromCommandLine(
      ['/e/electron', '--allow-file-access-from-files', '--ozone-platform=x11', '/app', 'a.demarc'],
      { packaged: false, workingDirectory: '/home/x' },
    ),
  ).toEqual(['/home/x/a.demarc']);
  expect(
    filesFromCommandLine(
      ['/opt/demarc', '--no-sandbox', 'file:///home/x/My%20copy.demarc', '--', '-odd.demarc'],
      {
        packaged: true,
        workingDirectory: '/w',
      },
    ),
  ).toEqual(['/home/x/My copy.demarc', '/w/-odd.demarc']);
});

describe('saving before a window closes', () => {
  it('waits for the page', async () => {
    const flushes = createFlushRequests(5_000);
    expect(await flushes.ask((request) => setTimeout(() => flushes.answered(request), 5))).toBe(true);
  });
  it('does not wait for ever, nor for the answer to another question', async () => {
    const flushes = createFlushRequests(30);
    expect(await flushes.ask((request) => flushes.answered(request + 1))).toBe(false);
  });
});
