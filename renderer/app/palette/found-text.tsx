import { spansIn } from '../../../main/domain/words/search-words.ts';
import styles from './palette.module.css';

/** A text with the words that were looked for marked in it. */
export function FoundText(props: { readonly text: string; readonly words: string }) {
  const { text } = props;
  const parts: React.ReactNode[] = [];
  let done = 0;
  for (const [start, end] of spansIn(text, props.words)) {
    parts.push(
      text.slice(done, start),
      <mark key={start} className={styles.mark}>
        {text.slice(start, end)}
      </mark>,
    );
    done = end;
  }
  return (
    <>
      {parts}
      {text.slice(done)}
    </>
  );
}
