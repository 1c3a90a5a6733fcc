import type { Walk } from '../../../../main/contract/assignments.ts';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { AnswerButtons } from '../../../components/ownership/answer-buttons.tsx';
import { suggestionWords } from '../../../components/ownership/answers.ts';
import { MisconceptionPanel } from '../../../components/ownership/misconception-panel.tsx';
import { NotApplicablePanel } from '../../../components/ownership/not-applicable-panel.tsx';
import type { WalkControl } from '../use-walk.ts';
import styles from './answer-bar.module.css';
import { BulkMenu } from './bulk-menu.tsx';

/** The answers, always at the same place at the foot of the card, with what they ask opening above them. */
export function AnswerBar(props: { readonly control: WalkControl; readonly walk: Walk }) {
  const { control } = props;
  const { card, sides, locked, panel, picked } = control;
  return (
    <section className={styles.bar} aria-label="Answer">
      {panel?.kind === 'not-applicable' && (
        <NotApplicablePanel
          initial={
            card.assignment?.notApplicable ?? (card.suggestion.owner === 'na' ? card.suggestion.why : '')
          }
          onRecord={control.recordNotApplicable}
          onClose={control.closePanel}
        />
      )}
      {panel?.kind === 'misconception' && (
        <MisconceptionPanel
          warning={panel.warning}
          answer={answerWords(control)}
          suggestion={suggestionWords(card.suggestion.owner, sides)}
          onTake={control.takeSuggestion}
          onRecord={control.recordAnyway}
          onClose={control.closePanel}
        />
      )}
      <div className={styles.row}>
        <AnswerButtons
          ownership={card.ownership}
          parties={control.parties}
          sides={sides}
          locked={locked}
          onAnswer={control.answerAs}
          onNotApplicable={control.askNotApplicable}
        />
        <AcceptButton control={control} />
      </div>
      <div className={styles.row}>
        <fieldset className={styles.parties}>
          <legend className="visually-hidden">Choose parties one by one</legend>
          <span className={styles.hint}>Or choose:</span>
          {control.parties.slice(0, 9).map((party, index) => (
            <button
              key={party.id}
              type="button"
              className={styles.party}
              title={party.name}
              aria-pressed={picked.includes(party.id)}
              disabled={locked}
              onClick={() => control.pick(party.id)}
            >
              <kbd className={styles.digit}>{index + 1}</kbd>
              <span className={styles.partyName}>{party.name}</span>
            </button>
          ))}
        </fieldset>
        <BulkMenu control={control} walk={props.walk} />
      </div>
    </section>
  );
}

/** Enter: what it does depends on where one is, and it says so. */
function AcceptButton({ control }: { readonly control: WalkControl }) {
  const { card, sides, locked, picked, parties } = control;
  const open = card.ownership.kind === 'unanswered';
  const names = parties.filter((party) => picked.includes(party.id)).map((party) => party.name);
  const label =
    picked.length > 0
      ? `Record: ${names.join(' + ')}`
      : open
        ? `Accept: ${suggestionWords(card.suggestion.owner, sides)}`
        : card.assignment?.confirmLater
          ? 'Confirm and go on'
          : 'Next duty';
  const short = label.split(/[: ]/)[0];
  return (
    <button
      type="button"
      className={styles.accept}
      aria-keyshortcuts="Enter"
      disabled={(locked && open) || (!open && picked.length === 0 && card.next === null)}
      title={label}
      onClick={control.accept}
    >
      <span className={styles.acceptLabel}>{label}</span>
      <span className={styles.acceptShort} aria-hidden="true">
        {short}
      </span>
      <span aria-hidden="true">
        <Kbd keys="Enter" />
      </span>
    </button>
  );
}

function answerWords({ panel, parties }: WalkControl): string {
  if (panel?.kind !== 'misconception') return '';
  if ('notApplicable' in panel.answer) return 'Not applicable';
  const { owners } = panel.answer;
  const names = owners.map((id) => parties.find((party) => party.id === id)?.name ?? id);
  return names.length === 1 ? `${names[0]} alone` : `shared by ${names.join(' and ')}`;
}
