import { TextField } from '../../../components/field/field.tsx';
import { type PasswordWords, passwordProblem } from '../pack-password.ts';
import pack from './pack.module.css';

/** The two fields of a new password. */
export function PasswordFields(props: {
  readonly words: PasswordWords;
  readonly disabled: boolean;
  readonly showProblem: boolean;
  readonly onWords: (words: PasswordWords) => void;
}) {
  const { words, disabled, onWords } = props;
  const problem = props.showProblem ? passwordProblem(words) : null;
  const errorOf = (field: keyof PasswordWords) => (problem?.field === field ? problem.sentence : null);
  return (
    <div className={pack.passwords}>
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        hint="Four or five words that do not belong together are easy to say on the telephone and hard to guess."
        value={words.password}
        disabled={disabled}
        error={errorOf('password')}
        onValue={(password) => onWords({ ...words, password })}
      />
      <TextField
        label="The same again"
        type="password"
        autoComplete="new-password"
        value={words.again}
        disabled={disabled}
        error={errorOf('again')}
        onValue={(again) => onWords({ ...words, again })}
      />
    </div>
  );
}
