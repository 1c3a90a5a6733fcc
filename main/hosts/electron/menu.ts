import type { MenuItemConstructorOptions } from 'electron';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly development: boolean;
  /** Asks the page, in the words of its own command list: `new`, `keys`, `undo`, `screen:<id>`, ... */
  send(command: string): void;
  /** The system's dialog, and the workbook chosen in it. */
  openWorkbook(): void;
  /** Another window on the same program: it can show the same workbook or another one. */
  openWindow(): void;
}

/** The page's own list, in its order: a test keeps the two equal. */
const SCREENS = [
  ['Overview', 'overview'],
  ['Scope', 'scope'],
  ['Services', 'services'],
  ['Walk-through', 'walk'],
  ['Workshop', 'workshop'],
  ['Matrix', 'matrix'],
  ['Evidence', 'evidence'],
  ['Gaps', 'gaps'],
  ['Changes', 'compare'],
  ['History', 'history'],
  ['Review', 'review'],
  ['Import', 'import'],
  ['Export', 'export'],
] as const;

/** The menu bar, with each platform's own places and keys. Pure: what to do is handed in. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, development, send } = options;
  const mac = platform === 'darwin';
  const item = (label: string, command: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => send(command),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const preferences = item(mac ? 'Settings…' : 'Preferences…', 'preferences', 'CmdOrCtrl+,');
  return [
    ...(mac ? [appMenu(item('About Demarc', 'about'), preferences)] : []),
    {
      label: '&File',
      submenu: [
        item('New Workbook…', 'new', 'CmdOrCtrl+N'),
        { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: () => options.openWindow() },
        { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: () => options.openWorkbook() },
        ...(mac
          ? [{ role: 'recentDocuments' as const, submenu: [{ role: 'clearRecentDocuments' as const }] }]
          : []),
        separator,
        item('Save a Copy…', 'save-copy', 'CmdOrCtrl+Shift+S'),
        item('Check This Workbook…', 'check-workbook'),
        item('Export…', 'screen:export', 'CmdOrCtrl+E'),
        item('Print…', 'print', 'CmdOrCtrl+P'),
        separator,
        item('Close Workbook', 'close', 'CmdOrCtrl+W'),
        ...(mac ? [] : [separator, { role: 'quit' as const }]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        // The page's own, over the workbook's change log; in a field it undoes what was typed there.
        item('Undo', 'undo', 'CmdOrCtrl+Z'),
        item('Redo', 'redo', mac ? 'Shift+Cmd+Z' : 'Ctrl+Y'),
        ...(mac ? [] : [hidden(item('Redo', 'redo', 'Ctrl+Shift+Z'))]),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        item('Find…', 'find', 'CmdOrCtrl+F'),
        ...(mac ? [] : [separator, preferences]),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Find a Command…', 'palette'),
        separator,
        // There are only nine digits; whatever comes later has its keys in the page.
        ...SCREENS.map(([label, id], index) =>
          item(label, `screen:${id}`, index < 9 ? `CmdOrCtrl+${index + 1}` : undefined),
        ),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // The role's own key is Ctrl with a plus, which most keyboards have above the equals sign.
        hidden({ role: 'zoomIn', accelerator: 'CmdOrCtrl+=' }),
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(development ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
      ],
    },
    windowMenu(mac),
    {
      role: 'help',
      submenu: [
        item('Guide', 'guide'),
        item('Keys', 'keys'),
        separator,
        item('Diagnostics…', 'diagnostics'),
        ...(mac ? [] : [item('About Demarc', 'about')]),
      ],
    },
  ];
}

/** Its key works, and it stands in no menu: the same thing stands above it. */
const hidden = (item: MenuItemConstructorOptions): MenuItemConstructorOptions => ({
  ...item,
  visible: false,
  acceleratorWorksWhenHidden: true,
});

/** What the role brings by itself, and the settings where macOS has them. */
const appMenu = (
  about: MenuItemConstructorOptions,
  preferences: MenuItemConstructorOptions,
): MenuItemConstructorOptions => ({
  role: 'appMenu',
  submenu: [
    about,
    { type: 'separator' },
    preferences,
    { type: 'separator' },
    { role: 'services' },
    { type: 'separator' },
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    { type: 'separator' },
    { role: 'quit' },
  ],
});

/** Not the role's own menu: its Close has the key of Close Workbook, and of two items with one key the later has it. */
const windowMenu = (mac: boolean): MenuItemConstructorOptions => ({
  role: 'window',
  submenu: [
    { role: 'minimize' },
    ...(mac ? [{ role: 'zoom' as const }] : []),
    { role: 'close', label: 'Close Window', accelerator: 'CmdOrCtrl+Shift+W' },
    ...(mac ? [{ type: 'separator' as const }, { role: 'front' as const }] : []),
  ],
});
