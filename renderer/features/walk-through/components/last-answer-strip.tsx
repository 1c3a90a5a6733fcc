import type { Walk } from '../../../../main/contract/assignments.ts';
import { namesById } from '../../../../main/domain/duties/ownership.ts';
import type { CardControl, LastAnswer, LastBulk } from '../../../answering/card-control.ts';
import { useGoOn } from '../../../answering/use-go-on.ts';
import { tellsLast } from '../../../answering/use-said.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { Checkbox } from '../../../components/field/field.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { recordedWords } from '../../../components/ownership/walking.ts';
import { ProgressBar } from '../../../components/progress/progress.tsx';
import styles from './strip.module.css';

/** One line that is always there: how far one is, what was recorded last, and the way back to it. */
export function LastAnswerStrip(props: { readonly control: CardControl; readonly walk: Walk }) {
  const { control, walk } = props;
  const [goOn, setGoOn] = useGoOn();
  const answered = walk.items.filter((item) => item.ownership.kind !== 'unanswered').length;
  const { card, last, said } = control;
  const told = said === '' || tellsLast(control);
  // There is room for a few words, and the duty that they begin with is in view.
  const words = said.replace(`${card.responsibility.name}. `, '');
  return (
    <div className={styles.strip}>
      <span className={styles.bar}>
        <ProgressBar label={`Answered for ${card.subject.label}`} done={answered} total={walk.items.length} />
      </span>
      <span className={styles.count}>
        Duty {card.index + 1} of {card.total}
        <span className={styles.wide}>, {answered} answered</span>
      </span>
      {/* One place for both: what was said last, else what was recorded last. */}
      <span role="status" title={said} className={told ? 'visually-hidden' : styles.said}>
        {told ? said : words}
      </span>
      {told && !last && <span className={styles.text} />}
      {last?.kind === 'answer' && <Recorded key={last.ref} last={last} control={control} told={told} />}
      {last?.kind === 'bulk' && <RecordedInBulk last={last} control={control} told={told} />}
      <span
        className={styles.goOn}
        title="After an answer by its key, go to the next open duty. Enter always goes on, Shift+Enter always stays."
      >
        <Checkbox label="Next by itself" checked={goOn} onChecked={setGoOn} />
      </span>
    </div>
  );
}

interface LastProps<L> {
  readonly last: L;
  readonly control: CardControl;
  /** Nothing else was said since. */
  readonly told: boolean;
}
function Recorded({ last, control, told }: LastProps<LastAnswer>) {
  const away = last.ref !== control.card.ref;
  return (
    <>
      {told && (
        <span className={styles.text} title={last.name}>
          <Icon name="check" size={14} />
          <span className={styles.name}>{last.name}</span>
          <span className={styles.words}>{recordedWords(last.ownership, namesById(control.parties))}</span>
        </span>
      )}
      {away && (
        <IconButton
          icon="back"
          size="small"
          label={`Back to ${last.name}`}
          onClick={() => control.goTo(last.ref)}
        />
      )}
      <IconButton
        icon="undo"
        size="small"
        label={`Take back the answer of ${last.name}`}
        onClick={() => control.takeBack(last.ref)}
      />
    </>
  );
}

function RecordedInBulk({ last, control, told }: LastProps<LastBulk>) {
  return (
    <>
      {told && (
        <span className={styles.text} title={last.text}>
          <Icon name="check" size={14} />
          <span className={styles.name}>{last.text}</span>
        </span>
      )}
      {last.refs.length > 0 && (
        <Button size="small" kind="quiet" icon="undo" onClick={() => control.takeBackAll(last.refs)}>
          Take back
        </Button>
      )}
    </>
  );
}
