import { isHeld } from '../../../main/domain/answers/held.ts';
import { heldProofs } from '../../../main/domain/duties/held-words.ts';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { useCommand } from '../../host/use-command.ts';
import { formatCount } from '../../lib/format.ts';
import type { CardControl } from '../card-control.ts';
import styles from './answer-bar.module.css';
import { heldWords } from './held-words.ts';

/** Where an answer is held from, and what the service has to say of its own part in it. */
export function Held({ control }: { readonly control: CardControl }) {
  const { common, ref } = control.card;
  const { run, busy } = useCommand('common.ownPart');
  if (!common || common.how === 'source') return null;
  const { how, services } = common;
  const proofs = heldProofs(common);
  return (
    <p className={styles.foundation}>
      <Icon name="info" size={14} />
      <span>
        {heldWords(common)}
        {isHeld(how) && `, answered once for ${formatCount(services, 'service')}`}.
        {proofs !== null && ` Proved there by ${proofs}.`}
        {how === 'own-part-open' &&
          ' A part is left to this service: say it in its half, or name who does it.'}
      </span>
      {how === 'own-part-open' && (
        <Button
          size="small"
          disabled={busy || control.readOnly}
          onClick={() => void run({ ref, part: { nothing: true } })}
        >
          Nothing is left here
        </Button>
      )}
      {common.ref !== '' && common.ref !== ref && (
        <Button size="small" kind="quiet" onClick={() => control.goTo(common.ref)}>
          Open it
        </Button>
      )}
    </p>
  );
}
