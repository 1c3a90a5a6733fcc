import { useState } from 'react';
import { OWNERSHIP_STYLES } from '../../../../main/domain/ownership.ts';
import { type Half, type HalfShare, halvesOf } from '../../../components/ownership/halves.ts';
import { ownClass } from '../../../components/ownership/own-class.ts';
import { PersonField } from '../../../components/person-field/person-field.tsx';
import type { Autosave } from '../../../host/use-autosave.ts';
import { cx } from '../../../lib/cx.ts';
import { type AssignmentEdit, dutyKey, personKey } from '../use-edit.ts';
import type { WalkControl } from '../use-walk.ts';
import styles from './halves.module.css';

type Edit = Autosave<AssignmentEdit>;

/**
 * The provider's half and the customer's, and the line between them: at the right edge when the provider does it all, at
 * the left when the customer does. A suggestion is drawn in outline; the places of everything stay the same once answered.
 */
export function Halves({ control, edit }: { readonly control: WalkControl; readonly edit: Edit }) {
  const { card, parties, sides } = control;
  const { provider, customer } = halvesOf(card, parties, sides);
  const suggested = card.ownership.kind === 'unanswered';
  const line =
    provider.shares.length > 0 && customer.shares.length > 0
      ? styles.middle
      : provider.shares.length > 0
        ? styles.right
        : customer.shares.length > 0
          ? styles.left
          : styles.hidden;
  return (
    <div className={styles.halves}>
      <HalfView
        side="provider"
        half={provider}
        title={sides.provider?.name ?? 'Provider'}
        usual={card.suggestion.duties.provider}
        empty={emptyWords(control, 'provider')}
        control={control}
        edit={edit}
      />
      <HalfView
        side="customer"
        half={customer}
        title={sides.customer?.name ?? 'Customer'}
        usual={card.suggestion.duties.customer}
        empty={emptyWords(control, 'customer')}
        control={control}
        edit={edit}
      />
      <span aria-hidden="true" className={cx(styles.line, line, suggested && styles.suggestedLine)} />
    </div>
  );
}

function emptyWords({ card, sides }: WalkControl, side: 'provider' | 'customer'): string {
  if (card.ownership.kind === 'not-applicable')
    return side === 'provider' ? `Not applicable: ${card.assignment?.notApplicable ?? ''}` : '';
  const name = (side === 'provider' ? sides.provider : sides.customer)?.name ?? 'This side';
  return card.ownership.kind === 'unanswered'
    ? `${name} is not expected to have a part.`
    : `${name} has no part.`;
}

function HalfView(props: {
  readonly side: 'provider' | 'customer';
  readonly half: Half;
  readonly title: string;
  /** The catalogue's text for this side, drawn or not: it decides the height. */
  readonly usual: string | null;
  readonly empty: string;
  readonly control: WalkControl;
  readonly edit: Edit;
}) {
  const { half, title } = props;
  if (half.shares.length === 0)
    return (
      <section className={cx(styles.half, styles.none)} aria-label={title}>
        <h3 className={styles.owner}>
          <span className={styles.ownerName}>{title}</span>
        </h3>
        <div className={styles.body}>
          <Sizer text={props.usual} />
          <p className={styles.empty}>{props.empty}</p>
        </div>
      </section>
    );
  return (
    <div className={styles.half} data-side={props.side}>
      {half.shares.map((share) => (
        <ShareView
          key={share.party}
          share={share}
          suggested={half.state === 'suggested'}
          usual={half.shares.length === 1 ? props.usual : null}
          control={props.control}
          edit={props.edit}
        />
      ))}
    </div>
  );
}

function ShareView(props: {
  readonly share: HalfShare;
  readonly suggested: boolean;
  readonly usual: string | null;
  readonly control: WalkControl;
  readonly edit: Edit;
}) {
  const { share, suggested, control, edit } = props;
  const readOnly = suggested || control.locked;
  const person = edit.pending[personKey(share.party)];
  return (
    <section
      aria-label={suggested ? `Suggested part of ${share.name}` : `Part of ${share.name}`}
      className={cx(styles.share, ownClass(share.kind), suggested && styles.ghost)}
    >
      <h3 className={styles.owner}>
        <span className={styles.letter} aria-hidden="true">
          {OWNERSHIP_STYLES[share.kind].letter}
        </span>
        <span className={styles.ownerName}>{share.name}</span>
        {suggested && <span className={styles.tag}>suggested</span>}
      </h3>
      <div className={styles.body}>
        <Sizer text={props.usual} />
        <DutyText share={share} readOnly={readOnly} suggested={suggested} edit={edit} />
      </div>
      <PersonField
        party={share.party}
        partyName={share.name}
        person={person === undefined ? share.person : person}
        disabled={readOnly}
        onPerson={(next) => {
          edit.edit({ [personKey(share.party)]: next });
          edit.flush();
        }}
      />
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
  readonly readOnly: boolean;
  readonly suggested: boolean;
  readonly edit: Edit;
}) {
  const { share, edit } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const value = draft ?? edit.pending[dutyKey(share.party)] ?? share.text;
  return (
    <textarea
      data-key={props.readOnly ? undefined : 'duty'}
      aria-label={`What ${share.name} does${props.suggested ? ' (suggested)' : ''}`}
      className={styles.text}
      readOnly={props.readOnly}
      value={value}
      placeholder={props.suggested ? '' : `Write what ${share.name} does`}
      onChange={(event) => {
        setDraft(event.target.value);
        edit.edit({ [dutyKey(share.party)]: event.target.value });
      }}
      onBlur={() => {
        // Until now the field showed what was typed, so that saving never trimmed a space under the cursor.
        setDraft(null);
        if (draft !== null) edit.flush();
      }}
    />
  );
}
