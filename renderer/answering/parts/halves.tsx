import { OWNERSHIP_STYLES } from '../../../main/domain/duties/ownership.ts';
import { type Half, type HalfShare, halvesOf } from '../../components/ownership/halves.ts';
import { ownClass } from '../../components/ownership/own-class.ts';
import { PersonField } from '../../components/person-field/person-field.tsx';
import { cx } from '../../lib/cx.ts';
import type { CardControl } from '../card-control.ts';
import { focusCard } from './focus-card.ts';
import styles from './halves.module.css';
import { useTyped } from './use-typed.ts';

/**
 * The provider's half and the customer's, and the line between them: at the right edge when the provider does it all, at
 * the left when the customer does. A suggestion is drawn in outline; the places of everything stay the same once answered. Where
 * more than two share a half, all stand one below the other.
 */
export function Halves({ control }: { readonly control: CardControl }) {
  const { card, parties, sides, picked } = control;
  const { provider, customer } = halvesOf(card, parties, sides, picked);
  const open = card.ownership.kind === 'unanswered' || picked.length > 0;
  const parted = provider.shares.length > 0 && customer.shares.length > 0;
  const line = parted
    ? styles.middle
    : provider.shares.length > 0
      ? styles.right
      : customer.shares.length > 0
        ? styles.left
        : styles.hidden;
  const many = Math.max(provider.shares.length, customer.shares.length) > 2;
  return (
    <div className={cx(styles.halves, parted && styles.parted, many && styles.many)} data-shrinks>
      <HalfView
        side="provider"
        half={provider}
        title={sides.provider?.name ?? 'Provider'}
        usual={card.suggestion.duties.provider}
        control={control}
      />
      <HalfView
        side="customer"
        half={customer}
        title={sides.customer?.name ?? 'Customer'}
        usual={card.suggestion.duties.customer}
        control={control}
      />
      <span aria-hidden="true" className={cx(styles.line, line, open && styles.suggestedLine)} />
    </div>
  );
}

function emptyWords({ card, sides, picked }: CardControl, side: 'provider' | 'customer'): string {
  const name = (side === 'provider' ? sides.provider : sides.customer)?.name ?? 'This side';
  if (picked.length > 0) return `${name} is not chosen.`;
  if (card.ownership.kind === 'not-applicable')
    return side === 'provider' ? `Not applicable: ${card.assignment?.notApplicable ?? ''}` : '';
  return card.ownership.kind === 'unanswered'
    ? `${name} is not expected to have a part.`
    : `${name} has no part.`;
}

interface HalfProps {
  readonly side: 'provider' | 'customer';
  readonly half: Half;
  readonly title: string;
  /** The catalogue's text for this side, drawn or not: it decides the height. */
  readonly usual: string | null;
  readonly control: CardControl;
}
function HalfView(props: HalfProps) {
  const { half, title, control } = props;
  if (half.shares.length === 0)
    return (
      <div className={styles.half} data-shrinks>
        <section className={cx(styles.share, styles.none)} aria-label={title}>
          <h3 className={styles.owner}>
            <span className={styles.ownerName} dir="auto" title={title}>
              {title}
            </span>
          </h3>
          <div className={styles.body}>
            <Sizer text={props.usual} />
            <p className={styles.empty}>{emptyWords(control, props.side)}</p>
          </div>
        </section>
      </div>
    );
  return (
    <div className={styles.half} data-side={props.side} data-shrinks>
      {half.shares.map((share) => (
        <ShareView
          key={share.party}
          share={share}
          state={half.state}
          usual={half.shares.length === 1 ? props.usual : null}
          control={control}
        />
      ))}
    </div>
  );
}

const TAGS = { suggested: 'suggested', chosen: 'chosen, not recorded', answered: null, none: null } as const;

function ShareView(props: {
  readonly share: HalfShare;
  readonly state: Half['state'];
  readonly usual: string | null;
  readonly control: CardControl;
}) {
  const { share, state, control } = props;
  const { fields } = control;
  const person = fields.person(share.party);
  const tag = TAGS[state];
  return (
    <section
      aria-label={state === 'suggested' ? `Suggested part of ${share.name}` : `Part of ${share.name}`}
      className={cx(styles.share, ownClass(share.kind), state !== 'answered' && styles.ghost)}
    >
      <h3 className={styles.owner}>
        <span className={styles.letter} aria-hidden="true">
          {OWNERSHIP_STYLES[share.kind].letter}
        </span>
        <span className={styles.ownerName} dir="auto" title={share.name}>
          {share.name}
        </span>
        {tag && <span className={styles.tag}>{tag}</span>}
      </h3>
      <div className={styles.body}>
        <Sizer text={props.usual} />
        <DutyText share={share} suggested={state === 'suggested'} control={control} />
      </div>
      <div className={styles.person}>
        <PersonField
          party={share.party}
          partyName={share.name}
          person={person.value}
          disabled={person.locked}
          onPerson={person.set}
          onTaken={focusCard}
        />
      </div>
    </section>
  );
}

/** Holds the height that the catalogue's text needs, whatever is drawn over it, so that no answer moves the fields below. */
function Sizer({ text }: { readonly text: string | null }) {
  return (
    <span aria-hidden="true" className={styles.sizer}>
      {text}
    </span>
  );
}

function DutyText(props: {
  readonly share: HalfShare;
  readonly suggested: boolean;
  readonly control: CardControl;
}) {
  const { share, control } = props;
  const field = control.fields.duty(share.party, share.text);
  const typed = useTyped(field);
  return (
    <textarea
      data-key={field.locked ? undefined : 'duty'}
      dir="auto"
      aria-label={`What ${share.name} does${props.suggested ? ' (suggested)' : ''}`}
      rows={1}
      className={cx(styles.text, field.drafted && styles.drafted)}
      readOnly={field.locked}
      value={typed.shown}
      maxLength={10_000}
      placeholder="Their part (H)"
      onChange={(event) => typed.type(event.target.value)}
      onBlur={typed.leave}
    />
  );
}
