import type { HouseRulesProblem } from '../../../../main/contract/house-rules.ts';
import styles from './house-rules.module.css';

/** What is wrong, line by line; with `onGo` each leads to its line. */
export function ProblemList(props: {
  readonly problems: readonly HouseRulesProblem[];
  readonly onGo?: (problem: HouseRulesProblem) => void;
}) {
  const { problems, onGo } = props;
  return (
    <ul className={styles.problems} aria-label="Problems by line">
      {problems.map((problem) => (
        <li key={`${problem.line}:${problem.column} ${problem.text}`}>
          {onGo ? (
            <button type="button" className={styles.line} onClick={() => onGo(problem)}>
              Line {problem.line}
            </button>
          ) : (
            <strong>Line {problem.line}</strong>
          )}
          : {problem.text}
        </li>
      ))}
    </ul>
  );
}
