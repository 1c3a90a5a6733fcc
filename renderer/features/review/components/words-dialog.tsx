import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { TextArea } from '../../../components/field/field.tsx';
import { formatCount } from '../../../lib/format.ts';
import styles from './review.module.css';

const WORDS = {
  return: {
    title: 'Return to the assessor',
    label: 'What is missing or wrong',
    hint: 'It stands on the card until the answer is submitted again.',
    act: 'Return',
    empty: 'Say what is missing or wrong.',
  },
  reopen: {
    title: 'Reopen with a reason',
    label: 'Why it has to change',
    hint: 'The reason goes into the change log. The answer is a draft again.',
    act: 'Reopen',
    empty: 'Give the reason.',
  },
} as const;

/** Asks for the words without which nothing is returned or reopened. */
export function WordsDialog(props: {
  readonly step: keyof typeof WORDS;
  readonly count: number;
  readonly busy: boolean;
  readonly onWords: (text: string) => void;
  readonly onClose: () => void;
}) {
  const words = WORDS[props.step];
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    if (text.trim() === '') setProblem(words.empty);
    else props.onWords(text.trim());
  };
  return (
    <Dialog
      title={`${words.title}: ${formatCount(props.count, 'answer')}`}
      onClose={props.onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={props.busy}>
            {words.act}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextArea
          label={words.label}
          hint={words.hint}
          error={problem}
          value={text}
          maxLength={10_000}
          data-autofocus
          onValue={(next) => {
            setText(next);
            setProblem(null);
          }}
        />
      </div>
    </Dialog>
  );
}
