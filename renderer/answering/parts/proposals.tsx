import { useId } from 'react';
import type { Proposal } from '../../../main/contract/proposals.ts';
import { namesById } from '../../../main/domain/duties/ownership.ts';
import { authorsWords, leadingOf, resultOf, saidWords, tallyOf } from '../../../main/domain/proposals.ts';
import { Button } from '../../components/button/button.tsx';
import { Kbd } from '../../components/kbd/kbd.tsx';
import { formatMoment } from '../../lib/format.ts';
import type { CardControl } from '../card-control.ts';
import { whenSeen } from '../use-seen.ts';
import part from './part.module.css';
import styles from './proposals.module.css';

/** What became of a proposal, behind its author. */
const OUTCOMES: Readonly<Record<Proposal['outcome'], string>> = {
  open: '',
  taken: 'taken over',
  declined: 'declined',
  withdrawn: '',
};

/** What people said of the duty: the voices counted, words one by one, each with what became of it; nothing where nobody said anything. */
export function Proposals({ control }: { readonly control: CardControl }) {
  const { proposals: said, voices } = control;
  const id = useId();
  const parties = namesById(control.parties);
  if (said.length === 0) return null;
  const lines = tallyOf(voices, parties);
  const leading = leadingOf(voices);
  const byNumber = new Map(said.map((each) => [each.number, each]));
  const words = said.filter(({ text, kind }) => text !== null || kind === 'status');
  return (
    <section aria-labelledby={id} className={part.part}>
      <h3 id={id} className={part.title}>
        Proposed
      </h3>
      {lines.length > 0 && (
        <ul className={styles.list}>
          {lines.map((line) => {
            const group = line.numbers.flatMap((number) => byNumber.get(number) ?? []);
            const open = group.find(({ outcome }) => outcome === 'open');
            return (
              <li key={line.numbers[0]} className={styles.line}>
                <span>
                  <strong>{line.words}</strong>{' '}
                  <span className={part.soft}>
                    {[
                      authorsWords(group.map(({ by }) => by?.name ?? null)),
                      open === undefined ? OUTCOMES[group[0]?.outcome ?? 'open'] : '',
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </span>
                {open !== undefined && resultOf(open) !== null && (
                  <Take
                    control={control}
                    proposal={open}
                    byKey={line.numbers.includes(leading?.number ?? 0)}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {words.length > 0 && (
        <ul className={styles.list}>
          {words.map((each) => (
            <Words key={each.number} proposal={each} parties={parties} control={control} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Words(props: {
  readonly proposal: Proposal;
  readonly parties: ReadonlyMap<string, string>;
  readonly control: CardControl;
}) {
  const { proposal, control } = props;
  const { taking } = control;
  const counted = proposal.kind === 'owners' || proposal.kind === 'agree' || proposal.kind === 'park';
  return (
    <li className={styles.line}>
      <span className={styles.words}>
        <span dir="auto">
          <strong>{proposal.by?.name ?? 'Somebody in the room'}</strong> {saidWords(proposal, props.parties)}
        </span>
        <span className={part.soft}>
          {[formatMoment(proposal.proposedAt), OUTCOMES[proposal.outcome]].filter(Boolean).join(', ')}
        </span>
      </span>
      {proposal.outcome === 'open' && !counted && (
        <span className={styles.acts}>
          <Take control={control} proposal={proposal} byKey={false} />
          <Button
            size="small"
            kind="quiet"
            disabled={taking.busy}
            onClick={() => void whenSeen(control, () => taking.decline(proposal))}
            aria-label={`Decline what ${proposal.by?.name ?? 'somebody'} said`}
          >
            Decline
          </Button>
        </span>
      )}
    </li>
  );
}

function Take(props: {
  readonly control: CardControl;
  readonly proposal: Proposal;
  readonly byKey: boolean;
}) {
  const { control, proposal, byKey } = props;
  const { taking } = control;
  if (taking.locked) return null;
  return (
    <Button
      size="small"
      disabled={taking.busy}
      aria-keyshortcuts={byKey ? 'Q' : undefined}
      onClick={() => void whenSeen(control, () => taking.take(proposal))}
    >
      {proposal.kind === 'file'
        ? 'Attach as evidence'
        : resultOf(proposal) === null
          ? 'Put into the note'
          : 'Take over'}{' '}
      {byKey && <Kbd keys="q" />}
    </Button>
  );
}
