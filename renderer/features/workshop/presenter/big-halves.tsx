import { OWNERSHIP_STYLES } from '../../../../main/domain/ownership.ts';
import { type Half, halvesOf } from '../../../components/ownership/halves.ts';
import { ownClass } from '../../../components/ownership/own-class.ts';
import { PersonField } from '../../../components/person-field/person-field.tsx';
import { cx } from '../../../lib/cx.ts';
import styles from './presenter.module.css';
import type { Presenter } from './use-presenter.ts';

/** Both halves and the line between them, for reading across a room. */
export function BigHalves({ control }: { readonly control: Presenter }) {
  const { card, parties, sides } = control;
  const { provider, customer } = halvesOf(card, parties, sides);
  const both = provider.shares.length > 0 && customer.shares.length > 0;
  const line = both
    ? 'middle'
    : provider.shares.length > 0
      ? 'right'
      : customer.shares.length > 0
        ? 'left'
        : null;
  const open = card.ownership.kind === 'unanswered';
  return (
    <div className={styles.halves}>
      <HalfView
        side="provider"
        half={provider}
        title={sides.provider?.name ?? 'Provider'}
        control={control}
      />
      <HalfView
        side="customer"
        half={customer}
        title={sides.customer?.name ?? 'Customer'}
        control={control}
      />
      {line && (
        <span aria-hidden="true" className={cx(styles.line, styles[line], open && styles.suggestedLine)} />
      )}
    </div>
  );
}

function HalfView(props: {
  readonly side: 'provider' | 'customer';
  readonly half: Half;
  readonly title: string;
  readonly control: Presenter;
}) {
  const { half, control } = props;
  const suggested = half.state === 'suggested';
  if (half.shares.length === 0) {
    const { card } = control;
    const words =
      card.ownership.kind === 'not-applicable'
        ? props.side === 'provider'
          ? `Not applicable: ${card.assignment?.notApplicable ?? ''}`
          : 'Not applicable.'
        : `${props.title} has no part${card.ownership.kind === 'unanswered' ? ', as suggested' : ''}.`;
    return (
      <section aria-label={props.title} className={cx(styles.half, styles.none)}>
        <h3 className={styles.owner}>{props.title}</h3>
        <p className={styles.text}>{words}</p>
      </section>
    );
  }
  return (
    <div className={styles.half} data-side={props.side}>
      {half.shares.map((share) => (
        <section
          key={share.party}
          aria-label={suggested ? `Suggested part of ${share.name}` : `Part of ${share.name}`}
          className={cx(styles.share, ownClass(share.kind), suggested && styles.ghost)}
        >
          <h3 className={styles.owner}>
            <span aria-hidden="true" className={styles.letter}>
              {OWNERSHIP_STYLES[share.kind].letter}
            </span>
            {share.name}
            {suggested && <span className={styles.tag}>suggested</span>}
          </h3>
          <p className={styles.text}>{share.text}</p>
          {!suggested && (
            <div className={styles.person}>
              <PersonField
                party={share.party}
                partyName={share.name}
                person={share.person}
                disabled={control.locked}
                onPerson={(person) => control.name(share.party, person)}
              />
            </div>
          )}
        </section>
      ))}
    </div>
  );
}
