import { keyWords } from '../shortcuts/keys.ts';
import styles from './kbd.module.css';

/** Draws keys as written in the shortcut registry: `Mod+K`, `g s`, `?`. */
export function Kbd(props: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keyWords(props.keys).map((word) => (
        <kbd key={word} className={styles.kbd}>
          {word}
        </kbd>
      ))}
    </span>
  );
}
