import { useState } from 'react';
import type { ReviewRow } from '../../../../main/contract/review.ts';
import { Button } from '../../../components/button/button.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import { ready, resultWords, type Step } from '../model.ts';
import { CadenceDialog } from './cadence-dialog.tsx';
import styles from './review.module.css';
import { WordsDialog } from './words-dialog.tsx';

const STEPS = [
  { step: 'accept', label: 'Accept', keys: 'a' },
  { step: 'return', label: 'Return…', keys: 'r' },
  { step: 'submit', label: 'Submit', keys: 's' },
  { step: 'renew', label: 'Still right', keys: 'y' },
  { step: 'reopen', label: 'Reopen…', keys: 'o' },
] as const satisfies readonly { readonly step: Step; readonly label: string; readonly keys: string }[];

/** The steps that the chosen answers can take, each as one change that can be undone. */
export function StepBar(props: {
  readonly rows: readonly ReviewRow[];
  /** How many are selected; with none, `rows` holds the one with the focus. */
  readonly selected: number;
  readonly onDone: () => void;
}) {
  const { rows, selected } = props;
  const { readOnly } = useDemarcData('workbook.info', {});
  const toasts = useToasts();
  const submit = useCommand('review.submit');
  const accept = useCommand('review.accept');
  const giveBack = useCommand('review.return');
  const renew = useCommand('review.renew');
  const reopen = useCommand('review.reopen');
  const [timing, setTiming] = useState<readonly string[] | null>(null);
  const [asking, setAsking] = useState<{
    readonly step: 'return' | 'reopen';
    readonly refs: readonly string[];
  } | null>(null);
  const busy = submit.busy || accept.busy || giveBack.busy || renew.busy || reopen.busy;

  const run = async (step: Step, refs: readonly string[], text = '') => {
    const list = [...refs];
    const done = await (step === 'submit'
      ? submit.run({ refs: list })
      : step === 'accept'
        ? accept.run({ refs: list })
        : step === 'renew'
          ? renew.run({ refs: list })
          : step === 'return'
            ? giveBack.run({ refs: list, text })
            : reopen.run({ refs: list, reason: text }));
    if (!done.ok) return;
    setAsking(null);
    props.onDone();
    toasts.show({ text: resultWords(step, done.value) });
  };
  const begin = (step: Step) => {
    const refs = ready(rows, step);
    if (refs.length === 0 || busy) return;
    if (step === 'return' || step === 'reopen') setAsking({ step, refs });
    else void run(step, refs);
  };
  const group = { group: 'Review', enabled: !readOnly };
  const alone = { ...group, alone: true };
  useShortcut('a', 'Accept what is chosen', () => begin('accept'), alone);
  useShortcut('r', 'Return what is chosen, with a text', () => begin('return'), group);
  useShortcut('s', 'Submit what is chosen for review', () => begin('submit'), alone);
  useShortcut('y', 'Note that what is chosen was looked at again and is right', () => begin('renew'), alone);
  useShortcut('o', 'Reopen what is chosen, with a reason', () => begin('reopen'), group);

  const [first] = rows;
  return (
    <section className={styles.bar} aria-label="Review what is chosen">
      <span className={styles.barText} role="status">
        {selected > 0
          ? `${formatCount(selected, 'answer')} selected`
          : first
            ? `${first.subjectLabel}, ${first.responsibilityName}.`
            : 'No answer here.'}
        {selected === 0 && first && (
          <span className={styles.barHint}> Space selects more than one, Enter opens the card.</span>
        )}
      </span>
      {STEPS.map(({ step, label, keys }) => {
        const { length } = ready(rows, step);
        return (
          <Button
            key={step}
            size="small"
            kind={step === 'accept' ? 'primary' : 'plain'}
            disabled={readOnly || busy || length === 0}
            onClick={() => begin(step)}
          >
            {label}
            {length > 1 ? ` ${length}` : ''} <Kbd keys={keys} />
          </Button>
        );
      })}
      <Button
        size="small"
        disabled={readOnly || rows.length === 0}
        onClick={() => setTiming(rows.map(({ ref }) => ref))}
      >
        Review again…
      </Button>
      {timing && <CadenceDialog refs={timing} onClose={() => setTiming(null)} />}
      {asking && (
        <WordsDialog
          step={asking.step}
          count={asking.refs.length}
          busy={busy}
          onWords={(text) => void run(asking.step, asking.refs, text)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}
