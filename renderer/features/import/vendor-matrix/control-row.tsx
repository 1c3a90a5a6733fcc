import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ComparedControl, ComparedDuty } from '../../../../main/contract/claims.ts';
import { parseAssignmentRef } from '../../../../main/contract/ids.ts';
import type { Party } from '../../../../main/contract/parties.ts';
import { encodeOwnership } from '../../../../main/domain/duties/ownership.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { OwnershipChip, OwnershipParts } from '../../../components/ownership/ownership-chip.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from './claims.module.css';
import {
  type ClaimGroup,
  groupClaims,
  ownerKeys,
  ownerWords,
  taskOf,
  VERDICT_WORDS,
  vendorText,
} from './model.ts';

interface Around {
  readonly vendor: Party | null;
  readonly parties: readonly Party[];
  readonly names: { readonly vendor: string; readonly organisation: string };
  readonly readOnly: boolean;
}

/** One control: the claim on the left, our record on the right, the verdict between; opens to rows and duties. */
export function ControlRow(
  props: Around & { readonly row: ComparedControl; readonly showFramework: boolean },
) {
  const { row, vendor, parties, names } = props;
  const [open, setOpen] = useState(false);
  const verdict = VERDICT_WORDS[row.verdict];
  const distinct = distinctOwnerships(row.duties);
  return (
    <li className={styles.control}>
      <button type="button" className={styles.row} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'chevron' : 'next'} size={12} />
        <span className={styles.id}>
          <strong>{row.control}</strong>
          {props.showFramework && row.frameworkName && (
            <span className={styles.name}>{row.frameworkName}</span>
          )}
          {row.title && <span className={styles.name}>{row.title}</span>}
        </span>
        <span className={styles.side}>
          <OwnershipParts keys={ownerKeys(row, vendor)} />
          <span className={styles.words}>{ownerWords(row, names)}</span>
        </span>
        <span className={styles.side}>
          {distinct.length === 0 ? (
            <span className={styles.soft}>no duty</span>
          ) : (
            distinct
              .slice(0, 5)
              .map((duty) => (
                <OwnershipChip
                  key={encodeOwnership(duty.ownership)}
                  ownership={duty.ownership}
                  parties={parties}
                />
              ))
          )}
          {row.dutyCount > 0 && (
            <span className={styles.soft}>{formatCount(row.dutyCount, 'duty', 'duties')}</span>
          )}
        </span>
        <span className={styles.judged}>
          <Badge tone={verdict.tone}>{verdict.label}</Badge>
          <span className={styles.why}>{row.why}</span>
        </span>
      </button>
      {open && <Details {...props} />}
    </li>
  );
}

function Details(props: Around & { readonly row: ComparedControl }) {
  const { row, vendor, names } = props;
  const text = vendorText(row.claims);
  return (
    <div className={styles.details}>
      <section aria-label={`What ${names.vendor} says on ${row.control}`}>
        <h4>{`${names.vendor} says`}</h4>
        <ul className={styles.claims}>
          {groupClaims(row.claims).map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a matrix may repeat a row, and the list never changes
            <ClaimText key={index} group={group} vendor={vendor} names={names} />
          ))}
        </ul>
      </section>
      <section aria-label={`Our record on ${row.control}`}>
        <h4>Our record</h4>
        {row.duties.length === 0 ? (
          <p className={styles.soft}>{row.why}</p>
        ) : (
          <ul className={styles.duties}>
            {row.duties.map((duty) => (
              <DutyLine key={duty.ref} duty={duty} text={text} {...props} />
            ))}
          </ul>
        )}
        {row.dutyCount > row.duties.length && (
          <p
            className={styles.soft}
          >{`and ${formatCount(row.dutyCount - row.duties.length, 'more duty', 'more duties')}`}</p>
        )}
      </section>
    </div>
  );
}

function ClaimText(props: Pick<Around, 'vendor' | 'names'> & { readonly group: ClaimGroup }) {
  const { names } = props;
  const { claim, labels, place } = props.group;
  const task = taskOf(claim);
  const parts: readonly (readonly [string, string | null])[] = [
    [names.vendor, claim.vendorText],
    [names.organisation, claim.customerText],
    ['A third party', claim.otherText],
    ['', claim.text],
  ];
  return (
    <li>
      <p className={styles.claimHead}>
        <OwnershipParts keys={ownerKeys(claim, props.vendor)} label={ownerWords(claim, names)} />
        <span>{labels}</span>
        <span className={styles.soft}>{place}</span>
        {claim.speaks === 'own-system' && <Badge>own system</Badge>}
      </p>
      {task !== null && <p className={styles.said}>{task}</p>}
      {claim.words.length + claim.status.length > 0 && (
        <p className={styles.soft}>{[...claim.words, ...claim.status].join('; ')}</p>
      )}
      {parts.map(([who, said]) =>
        said === null ? null : (
          <p key={who} className={styles.said}>
            {who !== '' && <strong>{`${who}: `}</strong>}
            {said}
          </p>
        ),
      )}
      {claim.notes.map(({ heading, text }) => (
        <p key={heading} className={styles.soft}>{`${heading}: ${text}`}</p>
      ))}
    </li>
  );
}

function DutyLine(
  props: Around & {
    readonly row: ComparedControl;
    readonly duty: ComparedDuty;
    readonly text: string | null;
  },
) {
  const { duty, text, vendor, parties } = props;
  const workbook = useWorkbookId();
  const toasts = useToasts();
  const update = useCommand('assignments.update');
  const { subject, responsibility } = parseAssignmentRef(duty.ref);
  // What is said of a service is no text of any one of its duties.
  const usable =
    props.row.verdict !== 'untied' &&
    vendor !== null &&
    text !== null &&
    duty.recordedText !== undefined &&
    duty.recordedText !== text &&
    !duty.locked &&
    !props.readOnly;
  const use = async () => {
    if (vendor === null || text === null) return;
    const done = await update.run({ ref: duty.ref, duties: { [vendor.id]: text } });
    if (done.ok) toasts.show({ text: `The vendor’s words are now ${vendor.name}’s half of ${duty.ref}` });
  };
  return (
    <li>
      <OwnershipChip ownership={duty.ownership} parties={parties} />
      <Link
        to="/w/$workbook/walk/{-$subject}"
        params={{ workbook, subject }}
        search={{ card: responsibility }}
      >
        {`${duty.subject}: ${duty.responsibility}`}
      </Link>
      {/* A duty in order says nothing for a control where another part is missing; what is not compared says so once, at the top. */}
      {!(duty.verdict === 'agree' && props.row.verdict === 'disagree') && props.row.verdict !== 'untied' && (
        <Badge tone={VERDICT_WORDS[duty.verdict].tone}>{VERDICT_WORDS[duty.verdict].label}</Badge>
      )}
      {usable && (
        <div className={styles.use}>
          <Button
            size="small"
            disabled={update.busy}
            title={`Puts what the matrix says in the place of the text of ${vendor.name}’s half`}
            onClick={() => void use()}
          >
            Use this text
          </Button>
        </div>
      )}
    </li>
  );
}

/** The answers that occur, each once: owned ones first, open ones last. */
function distinctOwnerships(duties: readonly ComparedDuty[]): readonly ComparedDuty[] {
  const distinct = new Map(duties.map((duty) => [encodeOwnership(duty.ownership), duty]));
  const rank = ({ ownership: { kind } }: ComparedDuty) =>
    kind === 'unanswered' ? 2 : kind === 'not-applicable' ? 1 : 0;
  return [...distinct.values()].sort((a, b) => rank(a) - rank(b));
}
