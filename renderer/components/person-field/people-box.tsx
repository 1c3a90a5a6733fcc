import { useId, useRef, useState } from 'react';
import { cx } from '../../lib/cx.ts';
import { Icon } from '../icon/icon.tsx';
import type { PersonChoice } from './people.ts';
import styles from './person-field.module.css';

interface PeopleBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly disabled: boolean;
  /** What stands in it while nothing is typed. */
  readonly value: string;
  /** Name of the field for keys of the screen that go to it. */
  readonly dataKey?: string;
  readonly className?: string | undefined;
  readonly choices: (typed: string) => readonly PersonChoice[];
  readonly newWords: (name: string) => string;
  /** Resolves to false where it did not come to that, so that what was typed stays. */
  readonly onChoice: (choice: PersonChoice) => boolean | Promise<boolean>;
  /** It was emptied, where somebody stood in it. */
  readonly onEmpty?: () => void;
  /** The field was left with a text in it that nothing was chosen for. */
  readonly onLeft?: ((typed: string) => void) | undefined;
  /** Somebody was chosen by Enter, or nobody: whoever goes on by keys goes on elsewhere. */
  readonly onTaken?: ((field: HTMLInputElement | null) => void) | undefined;
}

/** What is typed, what can be chosen for it, and the keys that choose. */
function useChoosing(props: PeopleBoxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const choices = props.choices(typed ?? '');
  const open = typed !== null && choices.length > 0;
  const chosen = choices[Math.min(at, choices.length - 1)];
  const emptied = typed?.trim() === '' && props.value !== '';

  const close = () => {
    setTyped(null);
    setAt(0);
  };
  const take = async (choice: PersonChoice | undefined) => {
    if (!choice) return;
    close();
    const done = props.onChoice(choice);
    if (done === true || (done !== false && (await done))) return;
    setTyped(choice.kind === 'known' ? choice.person.name : choice.name);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setTyped(typed ?? '');
      else setAt((now) => (now + (event.key === 'ArrowDown' ? 1 : -1) + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      // With nothing to choose, Enter belongs to the form around the field, if there is one.
      if (!open && typed === null && !props.onTaken) return;
      event.preventDefault();
      if (emptied) {
        props.onEmpty?.();
        close();
      } else if (open) void take(chosen);
      props.onTaken?.(input.current);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return { id, input, typed, setTyped, setAt, at, choices, open, chosen, emptied, close, take, onKeyDown };
}

/** A field that finds somebody by what is typed, or makes somebody new of it: arrows, Enter, Escape. */
export function PeopleBox(props: PeopleBoxProps) {
  const { id, input, typed, setTyped, setAt, at, choices, open, chosen, emptied, close, take, onKeyDown } =
    useChoosing(props);
  const [up, setUp] = useState(false);

  return (
    <div className={cx(styles.field, props.className)}>
      <Icon name="person" size={14} />
      <input
        ref={input}
        id={`${id}-input`}
        data-key={props.disabled ? undefined : props.dataKey}
        type="text"
        role="combobox"
        dir="auto"
        autoComplete="off"
        aria-label={props.label}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${id}-${Math.min(at, choices.length - 1)}` : undefined}
        className={styles.input}
        disabled={props.disabled}
        placeholder={props.placeholder}
        value={typed ?? props.value}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onFocus={(event) => {
          event.target.select();
          setUp(!hasRoomBelow(event.target));
        }}
        onBlur={() => {
          if (emptied) props.onEmpty?.();
          else if (typed !== null && typed.trim() !== '') props.onLeft?.(typed.trim());
          close();
        }}
        onKeyDown={onKeyDown}
      />
      {open && (
        <Choices
          id={id}
          up={up}
          choices={choices}
          chosen={chosen}
          newWords={props.newWords}
          onChoice={(choice) => void take(choice)}
        />
      )}
    </div>
  );
}

function Choices(props: {
  readonly id: string;
  /** Above the field, for want of room below. */
  readonly up: boolean;
  readonly choices: readonly PersonChoice[];
  readonly chosen: PersonChoice | undefined;
  readonly newWords: (name: string) => string;
  readonly onChoice: (choice: PersonChoice) => void;
}) {
  const { id, choices, chosen } = props;
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label="People"
      className={cx(styles.list, props.up && styles.up)}
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the field, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: the field names the active one by aria-activedescendant
        <div
          key={choice.kind === 'known' ? choice.person.id : '+'}
          id={`${id}-${index}`}
          role="option"
          aria-selected={choice === chosen}
          className={cx(styles.option, choice === chosen && styles.active)}
          // The field keeps the focus, so that leaving it does not close the list before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onChoice(choice)}
        >
          {choice.kind === 'known' ? (
            <>
              <span>{choice.person.name}</span>
              {choice.person.role && <span className={styles.role}>{choice.person.role}</span>}
            </>
          ) : (
            <span>{props.newWords(choice.name)}</span>
          )}
        </div>
      ))}
    </div>
  );
}

/** Height of the list with all its choices, in CSS pixels. */
const LIST_HEIGHT = 250;
/** Whether the list fits below the field inside what scrolls around it; else it opens upwards. */
function hasRoomBelow(field: HTMLElement): boolean {
  const around = field.closest('[data-scroller]')?.getBoundingClientRect();
  return around === undefined || field.getBoundingClientRect().bottom + LIST_HEIGHT < around.bottom;
}
