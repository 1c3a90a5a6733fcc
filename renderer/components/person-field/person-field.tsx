import { useId, useRef, useState } from 'react';
import { useDemarcQuery } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { cx } from '../../lib/cx.ts';
import { Icon } from '../icon/icon.tsx';
import { personChoices } from './people.ts';
import styles from './person-field.module.css';

/** Names the person for a share: type to find one, or to add somebody new; empty it to name nobody. */
export function PersonField(props: {
  readonly party: string;
  readonly partyName: string;
  readonly person: string | null;
  /** Somebody who is known by name only; with `onName`, whoever is typed and not among the people stays so. */
  readonly name?: string | null;
  readonly onName?: (name: string) => void;
  /** What the field is called; else the person named for the party. */
  readonly label?: string;
  readonly disabled: boolean;
  readonly onPerson: (person: string | null) => void;
  /** Somebody was chosen by Enter, or nobody: whoever goes on by keys goes on elsewhere. */
  readonly onTaken?: (field: HTMLInputElement | null) => void;
}) {
  const { party, person } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const people = useDemarcQuery('people.list', {});
  const add = useCommand('people.add');
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [up, setUp] = useState(false);
  const named = people.data?.find((entry) => entry.id === person);
  const shown = named?.name ?? props.name ?? '';
  const choices = personChoices(people.data ?? [], party, typed ?? '');
  const open = typed !== null && choices.length > 0;
  const chosen = choices[Math.min(at, choices.length - 1)];

  const close = () => {
    setTyped(null);
    setAt(0);
  };
  const take = async (choice: (typeof choices)[number] | undefined) => {
    if (!choice) return;
    close();
    if (choice.kind === 'known') props.onPerson(choice.person.id);
    else if (props.onName) props.onName(choice.name);
    else {
      const attempt = await add.run({ name: choice.name, party });
      if (attempt.ok) props.onPerson(attempt.value.id);
      else setTyped(choice.name);
    }
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
      if (typed?.trim() === '' && shown !== '') {
        props.onPerson(null);
        close();
      } else if (open) void take(chosen);
      props.onTaken?.(input.current);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };

  return (
    <div className={styles.field}>
      <Icon name="person" size={14} />
      <input
        ref={input}
        id={`${id}-input`}
        data-key={props.disabled ? undefined : 'person'}
        type="text"
        role="combobox"
        dir="auto"
        autoComplete="off"
        aria-label={props.label ?? `Person named for ${props.partyName}`}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${id}-${Math.min(at, choices.length - 1)}` : undefined}
        className={styles.input}
        disabled={props.disabled}
        placeholder={props.disabled ? 'Nobody named' : 'Name a person'}
        value={typed ?? shown}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onFocus={(event) => {
          event.target.select();
          setUp(!hasRoomBelow(event.target));
        }}
        onBlur={() => {
          if (typed?.trim() === '' && shown !== '') props.onPerson(null);
          // A name needs no choosing: what was typed is meant.
          else if (typed !== null && props.onName && typed.trim() !== '') props.onName(typed.trim());
          close();
        }}
        onKeyDown={onKeyDown}
      />
      {open && (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label="People"
          className={cx(styles.list, up && styles.up)}
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
              onClick={() => void take(choice)}
            >
              {choice.kind === 'known' ? (
                <>
                  <span>{choice.person.name}</span>
                  {choice.person.role && <span className={styles.role}>{choice.person.role}</span>}
                </>
              ) : (
                <span>
                  {props.onName ? `“${choice.name}”, by name` : `Add “${choice.name}” to ${props.partyName}`}
                </span>
              )}
            </div>
          ))}
        </div>
      )}
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
