import type { Ownership } from '../../../main/contract/assignments.ts';
import type { Party } from '../../../main/contract/parties.ts';
import {
  kindsById,
  namesById,
  OWNERSHIP_STYLES,
  type OwnershipKey,
  ownershipKeys,
  ownershipWords,
} from '../../../main/domain/duties/ownership.ts';
import { cx } from '../../lib/cx.ts';
import { ownClass } from './own-class.ts';
import styles from './ownership.module.css';

export { suggestedKeys } from './suggested-keys.ts';

type Named = Pick<Party, 'id' | 'name' | 'kind'>;

/** The letters of an ownership in its colours; several parts for a shared one. Ghost: suggested, not answered. */
export function OwnershipParts(props: {
  readonly keys: readonly OwnershipKey[];
  readonly ghost?: boolean;
  readonly large?: boolean;
  /** Read aloud in place of the letters; leave it out where words stand beside the letters. */
  readonly label?: string;
}) {
  return (
    <>
      <span
        className={cx(styles.parts, props.ghost && styles.ghost, props.large && styles.large)}
        aria-hidden="true"
      >
        {props.keys.map((key, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two parties of one kind have the same key, and parts have no state
          <span key={index} className={cx(styles.part, ownClass(key))}>
            {OWNERSHIP_STYLES[key].letter}
          </span>
        ))}
      </span>
      {props.label && <span className="visually-hidden">{props.label}</span>}
    </>
  );
}

/** An ownership as letters, with the parties' names beside them where `words` is set. */
export function OwnershipChip(props: {
  readonly ownership: Ownership;
  readonly parties: readonly Named[];
  readonly words?: boolean;
  /** The names go on in another line where they are too long for one. */
  readonly wrap?: boolean;
  readonly large?: boolean;
}) {
  const words = ownershipWords(props.ownership, namesById(props.parties));
  const keys = ownershipKeys(props.ownership, kindsById(props.parties));
  if (!props.words)
    return (
      <span title={words} className={styles.chip}>
        <OwnershipParts keys={keys} large={props.large ?? false} label={words} />
      </span>
    );
  return (
    <span className={cx(styles.chip, props.wrap && styles.wrap)} title={words}>
      <OwnershipParts keys={keys} large={props.large ?? false} />
      <span className={styles.words}>{words}</span>
    </span>
  );
}
