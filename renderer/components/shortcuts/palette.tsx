import { useId, useState } from 'react';
import { cx } from '../../lib/cx.ts';
import { Dialog } from '../dialog/dialog.tsx';
import { Kbd } from '../kbd/kbd.tsx';
import { rankActions } from './rank.ts';
import styles from './shortcuts.module.css';
import { useActions } from './shortcuts.tsx';

/** Ctrl/Cmd+K: everything that can be done here, by its name. */
export function Palette(props: { readonly onClose: () => void }) {
  const actions = useActions();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const found = rankActions(actions, text);
  const chosen = found[Math.min(at, found.length - 1)];
  const move = (step: number) => {
    const next = found.length === 0 ? 0 : (at + step + found.length) % found.length;
    setAt(next);
    document.getElementById(`${id}-${found[next]?.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const run = (index: number) => {
    const action = found[index];
    if (!action) return;
    props.onClose();
    // After the dialog has given the focus back, so that the action can move it.
    setTimeout(action.run);
  };
  return (
    <Dialog title="Commands" onClose={props.onClose}>
      <input
        type="text"
        role="combobox"
        aria-label="Find a command"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        className={styles.find}
        placeholder="Type what you want to do"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter') run(Math.min(at, found.length - 1));
          else return;
          event.preventDefault();
        }}
      />
      <div role="listbox" id={`${id}-list`} aria-label="Commands" className={styles.found}>
        {found.map((action, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
          <div
            key={action.id}
            id={`${id}-${action.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={action === chosen}
            className={cx(styles.option, action === chosen && styles.chosen)}
            onClick={() => run(index)}
          >
            <span>
              {action.label} <span className={styles.where}>{action.group}</span>
            </span>
            {action.keys[0] && <Kbd keys={action.keys[0]} />}
          </div>
        ))}
      </div>
      {found.length === 0 && <p role="status">No command has these words in its name.</p>}
    </Dialog>
  );
}
