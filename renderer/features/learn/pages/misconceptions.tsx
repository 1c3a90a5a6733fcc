import { MISCONCEPTION_FAMILIES } from '../../../../main/domain/duties/misconception-families.ts';
import styles from '../learn.module.css';

/** The three families of beliefs, what is true, and the words for the room. */
export function Misconceptions() {
  return (
    <>
      <p>
        Nobody in the room is foolish for believing one of these: each is half true. Demarc warns before an
        answer that matches one is recorded, and asks for a reason if it is meant all the same.
      </p>
      {MISCONCEPTION_FAMILIES.map((family) => (
        <section key={family.family} className={styles.belief}>
          <h2>{family.title}</h2>
          <p className={styles.quote}>“{family.belief}”</p>
          <p>{family.correction}</p>
          <h3>What to say</h3>
          <ul className={styles.words}>
            {family.words.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          <h3>What to ask</h3>
          <p>{family.question}</p>
        </section>
      ))}
    </>
  );
}
