import { app } from './app.ts';
import { facts } from './state.ts';

interface Template {
  role?: string;
  type?: string;
  label?: string;
  accelerator?: string;
  enabled?: boolean;
  visible?: boolean;
  submenu?: Template[] | Menu;
  click?: (item: MenuItem) => void;
}
const mac = facts.platform === 'darwin';
const windowsOs = facts.platform === 'win32';

interface Role {
  label: string;
  accelerator?: string;
  /** Its key stays the page's. */
  unregistered?: true;
  submenu?: Template[];
  act?: (window: Focused) => void;
}
type Focused = {
  close(): void;
  minimize(): void;
  setFullScreen(on: boolean): void;
  webContents: { did(what: string): void };
} | null;
const edit = (label: string, accelerator: string | undefined, what: string, unregistered = false): Role => ({
  label,
  ...(accelerator === undefined ? {} : { accelerator }),
  ...(unregistered ? { unregistered } : {}),
  act: (window) => window?.webContents.did(what),
});
/** lib/browser/api/menu-item-roles.ts roleList, as far as a menu here names one. */
const ROLES: Readonly<Record<string, () => Role>> = {
  about: () => ({ label: `About ${app.name}` }),
  services: () => ({ label: 'Services' }),
  hide: () => ({ label: `Hide ${app.name}`, accelerator: 'Command+H' }),
  hideothers: () => ({ label: 'Hide Others', accelerator: 'Command+Alt+H' }),
  unhide: () => ({ label: 'Show All' }),
  quit: () => ({
    label: mac ? `Quit ${app.name}` : windowsOs ? 'Exit' : 'Quit',
    ...(windowsOs ? {} : { accelerator: 'CommandOrControl+Q' }),
    act: () => app.quit(),
  }),
  close: () => ({
    label: mac ? 'Close Window' : 'Close',
    accelerator: 'CommandOrControl+W',
    act: (window) => window?.close(),
  }),
  minimize: () => ({
    label: 'Minimize',
    accelerator: 'CommandOrControl+M',
    act: (window) => window?.minimize(),
  }),
  zoom: () => ({ label: 'Zoom' }),
  front: () => ({ label: 'Bring All to Front' }),
  undo: () => edit('Undo', 'CommandOrControl+Z', 'undo'),
  redo: () => edit('Redo', windowsOs ? 'Control+Y' : 'Shift+CommandOrControl+Z', 'redo'),
  cut: () => edit('Cut', 'CommandOrControl+X', 'cut', true),
  copy: () => edit('Copy', 'CommandOrControl+C', 'copy', true),
  paste: () => edit('Paste', 'CommandOrControl+V', 'paste', true),
  selectall: () => edit('Select All', 'CommandOrControl+A', 'selectAll'),
  resetzoom: () => edit('Actual Size', 'CommandOrControl+0', 'resetZoom'),
  zoomin: () => edit('Zoom In', 'CommandOrControl+Plus', 'zoomIn'),
  zoomout: () => edit('Zoom Out', 'CommandOrControl+-', 'zoomOut'),
  togglefullscreen: () => edit('Toggle Full Screen', mac ? 'Control+Command+F' : 'F11', 'fullScreen'),
  reload: () => edit('Reload', 'CmdOrCtrl+R', 'reload'),
  toggledevtools: () => edit('Toggle Developer Tools', mac ? 'Alt+Command+I' : 'Ctrl+Shift+I', 'devTools'),
  recentdocuments: () => ({ label: 'Open Recent' }),
  clearrecentdocuments: () => ({ label: 'Clear Menu' }),
  help: () => ({ label: 'Help' }),
  window: () => ({ label: 'Window' }),
  appmenu: () => ({
    label: app.name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }),
  windowmenu: () => ({
    label: 'Window',
    submenu: [
      { role: 'minimize' },
      { role: 'zoom' },
      ...(mac ? [{ type: 'separator' }, { role: 'front' }] : [{ role: 'close' }]),
    ],
  }),
};

let focused: () => Focused = () => null;
export const focusOf = (look: () => Focused): void => {
  focused = look;
};

/** lib/browser/api/menu-item.ts */
export class MenuItem {
  readonly role: string | undefined;
  readonly type: string;
  readonly label: string;
  readonly accelerator: string | undefined;
  readonly registered: boolean;
  readonly visible: boolean;
  readonly enabled: boolean;
  readonly submenu: Menu | undefined;
  readonly click: () => void;

  constructor(template: Template) {
    this.role = template.role?.toLowerCase();
    const make = this.role === undefined ? undefined : ROLES[this.role];
    if (this.role !== undefined && make === undefined) throw new Error(`Unknown role ${template.role}`);
    const role = make?.();
    const submenu = template.submenu ?? role?.submenu;
    this.submenu =
      submenu instanceof Menu || submenu === undefined ? submenu : Menu.buildFromTemplate(submenu);
    this.type = template.type ?? (this.submenu ? 'submenu' : 'normal');
    this.label = template.label ?? role?.label ?? '';
    this.accelerator = template.accelerator ?? role?.accelerator;
    this.registered = role?.unregistered !== true;
    this.visible = template.visible ?? true;
    this.enabled = template.enabled ?? true;
    // roles.execute comes first: what has a role that acts hears no click of its own.
    this.click = () => {
      if (role?.act) role.act(focused());
      else template.click?.(this);
    };
  }
}

let applicationMenu: Menu | null = null;
/** lib/browser/api/menu.ts */
export class Menu {
  readonly items: MenuItem[] = [];
  static readonly shown: Menu[] = [];

  static buildFromTemplate(template: Template[]): Menu {
    if (!Array.isArray(template))
      throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const each of template) {
      if (!('label' in each) && !('role' in each) && !('type' in each))
        throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
      menu.items.push(new MenuItem(each));
    }
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }
  popup(): void {
    Menu.shown.push(this);
  }
}

/** What a key does: shell/browser/ui/accelerator_util.cc GenerateAcceleratorTable, in which the last item of a key wins. */
export function acceleratorTable(menu: Menu | null = applicationMenu): Map<string, MenuItem> {
  const table = new Map<string, MenuItem>();
  const walk = ({ items }: Menu) => {
    for (const item of items) {
      if (item.submenu) walk(item.submenu);
      else if (item.registered && item.accelerator !== undefined) table.set(chord(item.accelerator), item);
    }
  };
  if (menu) walk(menu);
  return table;
}
/** accelerator_util.cc StringToAccelerator; keyboard_util.cc: "Plus" is the key "=" with Shift. */
export function chord(accelerator: string): string {
  const parts = new Set<string>();
  for (const token of accelerator.split('+')) {
    const lower = token.toLowerCase();
    if (['cmdorctrl', 'commandorcontrol'].includes(lower)) parts.add(mac ? 'cmd' : 'ctrl');
    else if (['cmd', 'command', 'super', 'meta'].includes(lower)) parts.add('cmd');
    else if (['ctrl', 'control'].includes(lower)) parts.add('ctrl');
    else if (['alt', 'option'].includes(lower)) parts.add('alt');
    else if (lower === 'plus') {
      parts.add('shift');
      parts.add('=');
    } else parts.add(lower);
  }
  return [...parts].sort().join('+');
}
