import { SAME_PARTS, type SamePart } from '../../../main/contract/same-as.ts';
import { Checkbox } from '../../components/field/field.tsx';
import { PART_WORDS } from '../../components/same/part-words.ts';
import styles from './same-dialog.module.css';

/** Which parts of an answer go along to another service, or come from one. */
export function SameParts(props: {
  readonly parts: readonly SamePart[];
  readonly onParts: (parts: readonly SamePart[]) => void;
}) {
  const { parts, onParts } = props;
  return (
    <fieldset className={styles.parts}>
      <legend>What goes along</legend>
      {SAME_PARTS.map((part) => (
        <Checkbox
          key={part}
          label={PART_WORDS[part]}
          checked={parts.includes(part)}
          onChecked={(on) => onParts(on ? [...parts, part] : parts.filter((other) => other !== part))}
        />
      ))}
    </fieldset>
  );
}
