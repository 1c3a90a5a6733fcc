import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { isDialogOpen } from '../dialog/open-dialogs.ts';
import { type Action, ActionRegistry } from './registry.ts';
import type { Typing } from './typing.ts';

const RegistryContext = createContext<ActionRegistry | null>(null);
const SINGLE_KEYS = 'demarc-single-keys';

export function ShortcutProvider(props: { readonly children: ReactNode }) {
  const [registry] = useState(() => {
    const made = new ActionRegistry();
    made.setSingleKeys(localStorage.getItem(SINGLE_KEYS) !== 'off');
    return made;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const place = {
        inText: isTextField(event.target),
        inDialog: isDialogOpen(),
        onCard: event.target instanceof Element && event.target.closest(ANSWERS) !== null,
      };
      if (registry.press(event, place, event.timeStamp)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [registry]);
  useTypingWatch(registry.typing);
  return <RegistryContext value={registry}>{props.children}</RegistryContext>;
}

/** What takes answers by keys while the focus stands in it: a card, or a grid of them. */
const ANSWERS = '[data-answers]';

/** What a space would press or tick; anywhere else it may be part of what is being typed. */
const PRESSED = 'button, summary, [role="button"], input[type="checkbox"], input[type="radio"]';
const isPressed = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(PRESSED) !== null;

/** Tells what is typed, before anything acts on it or keeps it for itself. */
function useTypingWatch(typing: Typing): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const at = document.activeElement;
      const used = typing.down(event, event.timeStamp);
      // What was held may have opened a question, which nobody had seen when this key was pressed.
      const mere = isPressed(event.target) && typing.isMereSpace(event, event.timeStamp);
      if (!used && !mere && document.activeElement === at) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const up = (event: KeyboardEvent) => typing.up(event, event.timeStamp);
    const leave = (event: FocusEvent) => {
      if (event.target === window) typing.away(event.timeStamp);
    };
    const point = (event: PointerEvent) => typing.pointed(event.timeStamp);
    const click = (event: MouseEvent) => {
      if (event.detail === 0) typing.clicked(event.timeStamp);
    };
    const end = () => typing.settle();
    window.addEventListener('keydown', down, true);
    window.addEventListener('keyup', up, true);
    window.addEventListener('blur', leave);
    window.addEventListener('pointerdown', point, true);
    window.addEventListener('click', click, true);
    window.addEventListener('pagehide', end);
    return () => {
      window.removeEventListener('keydown', down, true);
      window.removeEventListener('keyup', up, true);
      window.removeEventListener('blur', leave);
      window.removeEventListener('pointerdown', point, true);
      window.removeEventListener('click', click, true);
      window.removeEventListener('pagehide', end);
    };
  }, [typing]);
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

export function useRegistry(): ActionRegistry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error('ShortcutProvider is missing above this component.');
  return registry;
}
export function useActions(): readonly Action[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.all);
}
/** Whether keys that type a character act as shortcuts; readers who dictate switch them off. */
export function useSingleKeys(): readonly [boolean, (on: boolean) => void] {
  const registry = useRegistry();
  const on = useSyncExternalStore(registry.subscribe, registry.singleKeys);
  return [
    on,
    (next) => {
      localStorage.setItem(SINGLE_KEYS, next ? 'on' : 'off');
      registry.setSingleKeys(next);
    },
  ];
}

export interface ShortcutOptions {
  readonly group?: string;
  readonly enabled?: boolean;
  readonly inText?: boolean;
  readonly notInText?: boolean;
  readonly hidden?: boolean;
  /** Item of the shell's own menu that stands for this action: `find`, `undo`, `redo`, `export`, `close`, `presenter`. */
  readonly command?: string;
  /** Stands back wherever something else on screen has the same key or menu item. */
  readonly fallback?: boolean;
  /** Writes, or leads to what does: only while the focus stands on a card or a cell, and never as the tail of a word. */
  readonly guarded?: boolean;
  /** Does not run on while the key is held. */
  readonly once?: boolean;
  /** Records at once: its letter counts only by itself, never as one of a word. */
  readonly alone?: boolean;
  /** Shows what it will record before that is known; returns how the showing goes again. */
  readonly ahead?: () => (() => void) | undefined;
}

/** Registers an action with its keys while the component is on screen. It stands in the key list and the palette. */
export function useShortcut(
  keys: string | readonly string[],
  label: string,
  run: () => unknown,
  options: ShortcutOptions = {},
): void {
  const registry = useRegistry();
  const id = useId();
  const latest = useRef({ run, ahead: options.ahead });
  useLayoutEffect(() => {
    latest.current = { run, ahead: options.ahead };
  });
  const list = typeof keys === 'string' ? keys : keys.join('\n');
  const {
    group = 'This screen',
    enabled = true,
    inText = false,
    notInText = false,
    hidden = false,
    command = null,
    fallback = false,
    guarded = false,
    once = false,
    alone = false,
  } = options;
  // Before what it belongs to is painted: a key that is pressed on sight has to find it.
  useLayoutEffect(() => {
    if (!enabled) return;
    return registry.add({
      id,
      label,
      group,
      keys: list === '' ? [] : list.split('\n'),
      inText,
      notInText,
      hidden,
      command,
      fallback,
      guarded,
      once,
      alone,
      ahead: () => latest.current.ahead?.(),
      run: () => latest.current.run(),
    });
  }, [
    registry,
    id,
    label,
    group,
    list,
    enabled,
    inText,
    notInText,
    hidden,
    command,
    fallback,
    guarded,
    once,
    alone,
  ]);
}

/** An action that has no keys of its own: the palette offers it. */
export const useAction = (label: string, run: () => void, options?: ShortcutOptions): void =>
  useShortcut([], label, run, options);
