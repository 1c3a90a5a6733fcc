import { type ReactNode, useState } from 'react';
import { suggestionWords } from '../../components/ownership/answers.ts';
import { MisconceptionPanel } from '../../components/ownership/misconception-panel.tsx';
import { NotApplicablePanel } from '../../components/ownership/not-applicable-panel.tsx';
import type { CardControl } from '../card-control.ts';
import type { Question } from '../draft/draft.ts';
import { answerWords, canTakeSame } from '../recording.ts';
import { EverywherePanel } from './everywhere-panel.tsx';
import { LinePanel } from './line-panel.tsx';
import { ParkPanel } from './park-panel.tsx';
import { SameAsDialog } from './same-as-dialog.tsx';
import { SameDialog } from './same-dialog.tsx';

/** What an answer asks before it is recorded, and what is said beside it: opens above the answers, one at a time. */
export function AnswerPanels(props: {
  readonly control: CardControl;
  /** What else is to be known before an answer is recorded, where it stands in no view. */
  readonly before?: ReactNode;
}) {
  const { control, before } = props;
  const { card, sides, parties, panel, draft } = control;
  const { asked } = draft.draft;
  /** What was typed before, or else what stands there, and how what is typed now is kept. */
  const kept = (of: Question, otherwise = '') => ({
    initial: asked?.of === of ? asked.text : otherwise,
    onText: (text: string) => draft.change({ asked: text.trim() === '' ? undefined : { of, text } }),
  });
  switch (panel?.kind) {
    case 'not-applicable':
      return (
        <NotApplicablePanel
          {...kept(
            'not-applicable',
            card.assignment?.notApplicable ?? (card.suggestion.owner === 'na' ? card.suggestion.why : ''),
          )}
          onRecord={control.recordNotApplicable}
          onClose={control.closePanel}
        />
      );
    case 'misconception':
      return (
        <MisconceptionPanel
          warning={panel.warning}
          answer={answerWords(panel.answer, parties)}
          suggestion={suggestionWords(card.suggestion, sides)}
          {...kept('why')}
          onTake={control.takeSuggestion}
          onRecord={control.recordWith}
          onClose={control.closePanel}
        >
          {before}
        </MisconceptionPanel>
      );
    case 'differs':
      return (
        <LinePanel
          name="Why it differs"
          label={`Not recorded yet: ${answerWords(panel.answer, parties)}. ${card.suggestion.rule ?? 'The catalogue'} ${card.suggestion.rule ? 'suggest' : 'suggests'} ${suggestionWords(card.suggestion, sides)}. Why is it otherwise here?`}
          hint="An auditor will ask. Enter with nothing written records all the same, and shows as a gap; Escape records nothing."
          act="Record"
          {...kept('why')}
          mayBeEmpty
          onEnter={(reason) => control.recordWith(reason === '' ? null : reason)}
          onClose={control.closePanel}
        />
      );
    case 'everywhere':
      return (
        <EverywherePanel
          answer={panel.answer && answerWords(panel.answer, parties)}
          columns={card.foundation?.columns ?? 1}
          common={card.subject.kind === 'common'}
          onRecord={() => control.recordWith(null)}
          onClose={control.closePanel}
        />
      );
    case 'decision':
      return (
        <LinePanel
          name="Decision"
          label={`What was decided on “${card.responsibility.name}”?`}
          act="Note it"
          {...kept('decision')}
          onEnter={control.decide}
          onClose={control.closePanel}
        />
      );
    case 'park':
      return <ParkPanel control={control} {...kept('park')} />;
    case 'same':
      return <Same control={control} />;
    default:
      return null;
  }
}

/** Takes an answer where there was none when it was opened, else gives it: what is recorded meanwhile does not turn it round. */
function Same({ control }: { readonly control: CardControl }) {
  const [takes] = useState(() => canTakeSame(control.card));
  return takes ? <SameAsDialog control={control} /> : <SameDialog control={control} />;
}
