import type { Environment } from '../../../../main/contract/environments.ts';
import { Checkbox } from '../../../components/field/field.tsx';
import styles from './services.module.css';

/** The environments in which a service stands, each with a box; a long list scrolls. */
export function EnvironmentBoxes(props: {
  readonly chosen: readonly string[];
  readonly environments: readonly Environment[];
  readonly disabled: boolean;
  readonly onChosen: (chosen: readonly string[]) => void;
  readonly onLeave: () => void;
}) {
  const { chosen, environments } = props;
  return (
    <fieldset
      className={styles.environments}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) props.onLeave();
      }}
    >
      <legend>Environments</legend>
      {environments.length === 0 && (
        <p className={styles.small}>Add environments under Scope, then name here where it stands.</p>
      )}
      <div className={styles.boxes}>
        {environments.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={<bdi>{name}</bdi>}
            disabled={props.disabled}
            checked={chosen.includes(id)}
            onChecked={(on) =>
              props.onChosen(on ? [...chosen, id].sort() : chosen.filter((other) => other !== id))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
