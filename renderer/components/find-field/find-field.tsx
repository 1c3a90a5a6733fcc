import { useCallback, useRef } from 'react';
import { SearchField } from '../field/field.tsx';
import { useShortcut } from '../shortcuts/shortcuts.tsx';
import styles from './find-field.module.css';

/** What finds on every screen: on the keyboard, and the menu item of the desktop window. */
export const FIND_KEYS: readonly string[] = ['/', 'Mod+F'];
export const FIND_COMMAND = 'find';
/** Where the focus goes from the field when there is no place that it came from. */
const FIRST_STOP = 'main [role="grid"] [tabindex="0"], main li a[href]';

/**
 * The search of a screen. Drawing it is all that a screen does to join the one rule: Ctrl or Cmd with F, `/` and the menu's Find
 * come here with the old text selected, ready to be typed over. Enter and Arrow Down go on to what was found; Escape empties
 * the field, and from the empty field leads back to where one was.
 */
export function FindField(props: {
  readonly label: string;
  /** Heading in the list of keys: the name of the screen. */
  readonly group: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const find = () => {
    const { activeElement } = document;
    if (activeElement !== field.current && activeElement !== document.body) before.current = activeElement;
    field.current?.focus();
    field.current?.select();
  };
  useShortcut(FIND_KEYS, props.label, find, { group: props.group, command: FIND_COMMAND });
  const leave = useCallback(() => {
    const from = before.current;
    if (from instanceof HTMLElement && from.isConnected) from.focus();
    else document.querySelector<HTMLElement>(FIRST_STOP)?.focus();
  }, []);
  return (
    <span className={styles.find}>
      <SearchField
        ref={field}
        label={props.label}
        value={props.value}
        onValue={props.onValue}
        onKeyDown={(event) => {
          const onwards = event.key === 'Enter' || event.key === 'ArrowDown';
          if (!onwards && !(event.key === 'Escape' && props.value === '')) return;
          event.preventDefault();
          event.stopPropagation();
          if (onwards) document.querySelector<HTMLElement>(FIRST_STOP)?.focus();
          else leave();
        }}
      />
    </span>
  );
}
