import type { Action } from './registry.ts';

/** What the keys of every list and dialog are; no screen has to say it again. */
const COMMON: readonly (readonly [label: string, ...keys: string[]])[] = [
  ['Go to the next part, or back', 'Tab', 'Shift+Tab'],
  ['Move within a table, a grid or a menu', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
  ['To the ends of a table or a row', 'Home', 'End', 'Mod+Home', 'Mod+End'],
  ['Open what has the focus', 'Enter'],
  ['Close a dialog, a menu or a panel', 'Escape'],
];
/** Groups that are the same on every screen stand behind those of the screen itself, in this order. */
const LAST = ['Workbook', 'Screens', 'Tables, menus and dialogs', 'Everywhere'];

/** Everything that has keys here, by group: the screen's own groups first. */
export function keyGroups(
  actions: readonly Action[],
): readonly (readonly [string, readonly Pick<Action, 'id' | 'label' | 'keys'>[]])[] {
  const common = COMMON.map(([label, ...keys]) => ({ id: label, label, keys }));
  const groups = [
    ...groupActions(actions.filter((action) => action.keys.length > 0)),
    ['Tables, menus and dialogs', common] as const,
  ];
  return groups.sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));
}

/** Groups in the order of their first action, each action label once. */
function groupActions(actions: readonly Action[]): readonly (readonly [string, readonly Action[]])[] {
  const groups = new Map<string, Action[]>();
  for (const action of actions) {
    const members = groups.get(action.group) ?? [];
    if (!members.some((other) => other.label === action.label)) members.push(action);
    groups.set(action.group, members);
  }
  return [...groups];
}
