import { Dialog } from '../dialog/dialog.tsx';
import { Checkbox } from '../field/field.tsx';
import { Kbd } from '../kbd/kbd.tsx';
import { keyGroups } from './key-groups.ts';
import styles from './shortcuts.module.css';
import { useActions, useSingleKeys } from './shortcuts.tsx';

/** The `?` dialog: every key that works on this screen. */
export function KeyList(props: { readonly onClose: () => void }) {
  const actions = useActions();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Dialog title="Keys" onClose={props.onClose} wide>
      <div className={styles.groups}>
        {keyGroups(actions).map(([group, members]) => (
          <section key={group} aria-label={group} className={styles.group}>
            <h3>{group}</h3>
            <ul>
              {members.map((action) => (
                <li key={action.id} className={styles.line}>
                  <span>{action.label}</span>
                  <span className={styles.ways}>
                    {action.keys.map((keys) => (
                      <Kbd key={keys} keys={keys} />
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Checkbox
        label="Single keys act as shortcuts"
        hint="Switch this off if you dictate, or press letters by accident. Ctrl and Cmd chords go on working."
        checked={singleKeys}
        onChecked={setSingleKeys}
      />
    </Dialog>
  );
}
