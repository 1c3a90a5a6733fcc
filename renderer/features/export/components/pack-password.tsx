import { TextField } from '../../../components/field/field.tsx';
import pack from './pack.module.css';

const SHORTEST = 8;

export interface PasswordWords {
  readonly password: string;
  readonly again: string;
}
export const NO_PASSWORD: PasswordWords = { password: '', again: '' };

/** What is wrong with a password that was typed twice, and in which field; null when it will do. */
export function passwordProblem({
  password,
  again,
}: PasswordWords): { readonly field: keyof PasswordWords; readonly sentence: string } | null {
  if ([...password].length < SHORTEST)
    return { field: 'password', sentence: `Give at least ${SHORTEST} characters.` };
  if (password !== again) return { field: 'again', sentence: 'The two are not the same.' };
  return null;
}

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
