import type { Walk } from '../../../main/contract/assignments.ts';
import { IconButton } from '../../components/button/button.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import { Menu } from '../../components/menu/menu.tsx';
import type { CardControl } from '../card-control.ts';
import { whenSeen } from '../use-seen.ts';
import styles from './bulk.module.css';

/** Accepts what is left of the domain, or of the whole service, at once. */
export function BulkMenu({ control, walk }: { readonly control: CardControl; readonly walk: Walk }) {
  // The card in view may be locked: it is the others that are accepted.
  const { card, readOnly } = control;
  const domain = card.domain.id;
  const left = walk.items.filter((item) => item.ownership.kind === 'unanswered' && !item.parked);
  const all = left.length;
  const here = left.filter((item) => item.domain === domain).length;
  return (
    <span className={styles.bulk}>
      <button
        type="button"
        className={styles.bulkButton}
        disabled={readOnly || here === 0}
        aria-keyshortcuts="Shift+A"
        title={
          here === 0
            ? `No duty of ${card.domain.name} is open here.`
            : `Accept the suggestions for the ${here} open duties of ${card.domain.name} (Shift+A)`
        }
        onClick={() => void whenSeen(control, () => control.acceptAll({ domain, confirmLater: false }))}
      >
        {here === 0 ? 'None left' : `Accept ${here} left`}
        {here > 0 && (
          <span className={styles.keys}>
            <Kbd keys="Shift+A" />
          </span>
        )}
      </button>
      <Menu
        align="end"
        trigger={(props) => (
          <IconButton
            {...props}
            icon="chevron"
            kind="plain"
            label="More ways to accept"
            disabled={readOnly || all === 0}
          />
        )}
        groups={[
          [
            {
              id: 'domain',
              label: `Accept ${here} left of ${card.domain.name}`,
              disabled: here === 0,
              run: () => control.acceptAll({ domain, confirmLater: false }),
            },
            {
              id: 'domain-later',
              label: `Accept them, to be confirmed later`,
              disabled: here === 0,
              run: () => control.acceptAll({ domain, confirmLater: true }),
            },
          ],
          [
            {
              id: 'all',
              label: `Accept all ${all} left of ${card.subject.label}`,
              disabled: all === 0,
              run: () => control.acceptAll({ confirmLater: false }),
            },
            {
              id: 'all-later',
              label: 'Accept them all, to be confirmed later',
              disabled: all === 0,
              run: () => control.acceptAll({ confirmLater: true }),
            },
          ],
        ]}
      />
    </span>
  );
}
