import { describe, expect, test } from 'vitest';
import { keyGroups } from '../../../renderer/components/shortcuts/key-groups.ts';
import {
  isSingleCharacter,
  type KeyPress,
  keyWords,
  matchesChord,
} from '../../../renderer/components/shortcuts/keys.ts';
import { rankActions } from '../../../renderer/components/shortcuts/rank.ts';
import { type Action, ActionRegistry } from '../../../renderer/components/shortcuts/registry.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const SCREEN = { inText: false, inDialog: false };

function registryWith(...given: readonly (Partial<Action> & { readonly id: string })[]) {
  const registry = new ActionRegistry();
  const ran: string[] = [];
  for (const action of given)
    registry.add({
      label: action.id,
      group: 'Test',
      keys: [],
      inText: false,
      hidden: false,
      command: null,
      run: () => ran.push(action.id),
      ...action,
    });
  return { registry, ran };
}

describe('keys', () => {
  test('Mod is Ctrl, on a Mac it is Cmd', () => {
    expect(matchesChord('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true);
    expect(matchesChord('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false);
    expect(matchesChord('Mod+K', press('k', { metaKey: true }), true)).toBe(true);
    expect(matchesChord('Mod+K', press('k'), false)).toBe(false);
  });
  test('a plain letter is not meant when a modifier is held', () => {
    expect(matchesChord('a', press('a'), false)).toBe(true);
    expect(matchesChord('a', press('a', { ctrlKey: true }), false)).toBe(false);
    expect(matchesChord('a', press('A', { shiftKey: true }), false)).toBe(false);
    expect(matchesChord('Shift+A', press('A', { shiftKey: true }), false)).toBe(true);
  });
  test('a question mark needs Shift on some keyboards and not on others', () => {
    expect(matchesChord('?', press('?', { shiftKey: true }), false)).toBe(true);
    expect(matchesChord('?', press('?'), false)).toBe(true);
  });
  test('words for key caps', () => {
    expect(keyWords('Mod+Enter', false)).toEqual(['Ctrl', 'Enter']);
    expect(keyWords('g s', false)).toEqual(['G', 'S']);
    expect(keyWords('ArrowUp', false)).toEqual(['↑']);
  });
  test('what types a character by itself', () => {
    expect(isSingleCharacter('a')).toBe(true);
    expect(isSingleCharacter('g s')).toBe(true);
    expect(isSingleCharacter('Enter')).toBe(false);
    expect(isSingleCharacter('Mod+K')).toBe(false);
  });
});

describe('ActionRegistry', () => {
  test('letters rest while one types; chords do not', () => {
    const { registry, ran } = registryWith({ id: 'aws', keys: ['a'] }, { id: 'palette', keys: ['Mod+K'] });
    expect(registry.press(press('a'), { inText: true, inDialog: false }, 0)).toBe(false);
    registry.press(press('k', { ctrlKey: true }), { inText: true, inDialog: false }, 0);
    registry.press(press('a'), SCREEN, 0);
    expect(ran).toEqual(['palette', 'aws']);
  });
  test('undo in a field is the undo of its text', () => {
    const { registry, ran } = registryWith({ id: 'undo', keys: ['Mod+Z'], notInText: true });
    expect(registry.press(press('z', { ctrlKey: true }), { inText: true, inDialog: false }, 0)).toBe(false);
    registry.press(press('z', { ctrlKey: true }), SCREEN, 0);
    expect(ran).toEqual(['undo']);
  });
  test('nothing runs behind a dialog', () => {
    const { registry, ran } = registryWith({ id: 'aws', keys: ['a'] });
    registry.press(press('a'), { inText: false, inDialog: true }, 0);
    expect(ran).toEqual([]);
  });
  test('a sequence needs both keys, in time; its second key alone means something else', () => {
    const { registry, ran } = registryWith({ id: 'services', keys: ['g s'] }, { id: 'shared', keys: ['s'] });
    registry.press(press('g'), SCREEN, 0);
    registry.press(press('s'), SCREEN, 500);
    registry.press(press('s'), SCREEN, 600);
    registry.press(press('g'), SCREEN, 1000);
    registry.press(press('s'), SCREEN, 9000);
    expect(ran).toEqual(['services', 'shared', 'shared']);
  });
  test('the latest registration wins, and leaving gives the key back', () => {
    const { registry, ran } = registryWith({ id: 'outer', keys: ['n'] });
    const leave = registry.add({
      id: 'inner',
      label: 'inner',
      group: 'Test',
      keys: ['n'],
      inText: false,
      hidden: false,
      command: null,
      run: () => ran.push('inner'),
    });
    registry.press(press('n'), SCREEN, 0);
    leave();
    registry.press(press('n'), SCREEN, 0);
    expect(ran).toEqual(['inner', 'outer']);
  });
  test('single keys can be switched off; chords, Enter and the way back stay', () => {
    const { registry, ran } = registryWith(
      { id: 'aws', keys: ['a'] },
      { id: 'keys', keys: ['?'] },
      { id: 'next', keys: ['Enter'] },
    );
    registry.setSingleKeys(false);
    for (const key of ['a', '?', 'Enter']) registry.press(press(key), SCREEN, 0);
    expect(ran).toEqual(['keys', 'next']);
  });
  test('on a card the keys of the card come first, and nothing around it takes one that rests', () => {
    const { registry, ran } = registryWith(
      { id: 'card', keys: ['a'], guarded: true },
      { id: 'screen', keys: ['a'] },
      { id: 'other', keys: ['b'] },
    );
    const onCard = { ...SCREEN, onCard: true };
    registry.press(press('a'), onCard, 0);
    registry.press(press('a'), SCREEN, 1000);
    registry.press(press('b'), onCard, 2000);
    expect(ran).toEqual(['card', 'screen', 'other']);
    registry.typing.nothing(3000);
    registry.press(press('a'), onCard, 3100);
    expect(ran).toEqual(['card', 'screen', 'other']);
  });
  test('what is only for want of anything else stands back, even where it came last', () => {
    const { registry, ran } = registryWith(
      { id: 'screen', keys: ['Mod+F'], command: 'find' },
      { id: 'everywhere', keys: ['Mod+F', '/'], command: 'find', fallback: true },
    );
    expect(registry.press(press('f', { ctrlKey: true }), SCREEN, 0)).toBe(true);
    expect(registry.runCommand('find')).toBe(true);
    expect(registry.press(press('/'), SCREEN, 10)).toBe(true);
    expect(ran).toEqual(['screen', 'screen', 'everywhere']);
  });
  test('a menu item runs the action that stands for it here', () => {
    const { registry, ran } = registryWith({ id: 'find', command: 'find' });
    expect(registry.runCommand('find')).toBe(true);
    expect(registry.runCommand('presenter')).toBe(false);
    expect(ran).toEqual(['find']);
  });
});

test('the palette finds by words of label and group, best label first, hidden ones never', () => {
  const { registry } = registryWith(
    { id: '1', label: 'Export', group: 'Export' },
    { id: '2', label: 'Go to Export', group: 'Screens' },
    { id: '3', label: 'Next cell', group: 'Matrix', hidden: true },
    { id: '4', label: 'Dark theme', group: 'Everywhere' },
  );
  const labels = (text: string) => rankActions(registry.all(), text).map((action) => action.label);
  expect(labels('exp')).toEqual(['Export', 'Go to Export']);
  expect(labels('screens export')).toEqual(['Go to Export']);
  expect(labels('next')).toEqual([]);
  expect(labels('')).toHaveLength(3);
});

describe('the list of keys', () => {
  test('begins with the screen itself, then what is everywhere; what has no keys is left to the palette', () => {
    const { registry } = registryWith(
      { id: 'help', group: 'Everywhere', keys: ['?'] },
      { id: 'go', group: 'Screens', keys: ['g m'] },
      { id: 'answer', group: 'Walk-through', keys: ['a'] },
      { id: 'theme', group: 'Theme' },
      { id: 'again', label: 'answer', group: 'Walk-through', keys: ['a'] },
    );
    const groups = keyGroups(registry.all());
    expect(groups.map(([name]) => name)).toEqual([
      'Walk-through',
      'Screens',
      'Tables, menus and dialogs',
      'Everywhere',
    ]);
    expect(groups[0]?.[1].map((action) => action.id)).toEqual(['answer']);
  });
});
