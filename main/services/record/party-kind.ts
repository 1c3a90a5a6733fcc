import type { KindChange, Party, PartyKind } from '../../contract/parties.ts';
import { canAnswerForMany } from '../../domain/answers/held.ts';
import { counted } from '../../domain/words/counted.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { countRecordedOf, listAcceptedOfParty } from '../../workbook/tables/assignments.ts';
import { listCommonParties } from '../../workbook/tables/common-controls.ts';
import { countPartyUses, listParties } from '../../workbook/tables/parties.ts';
import type { QueryContext } from '../context.ts';

/** What another kind of a party would mean for what is recorded, in sentences, or why it cannot have it. Changes nothing. */
export function kindChange(
  { db, catalogue }: Pick<QueryContext, 'db' | 'catalogue'>,
  party: Party,
  kind: PartyKind,
): KindChange {
  if (kind === party.kind) return { refused: null, means: [] };
  const refused = refusalOf(db, party, kind);
  if (refused !== null) return { refused, means: [] };
  const { shares } = countPartyUses(db, party.id);
  const means: string[] = [];
  if (shares > 0)
    means.push(
      `${counted(shares, 'answer in which it has a part stays as it is', 'answers in which it has a part stay as they are')}: its texts, persons and dates are kept.`,
    );
  if (kind === 'provider') {
    const foundations = catalogue.responsibilities.filter((duty) => duty.scope === 'provider').length;
    means.push(
      `${counted(foundations, 'duty is', 'duties are')} asked of it from then on: the foundations of a provider, answered once and shown for every service.`,
    );
  }
  if (shares > 0 && (kind === 'provider' || party.kind === 'provider'))
    means.push(
      kind === 'provider'
        ? 'Its parts count as the provider’s: where the catalogue suggests the customer, those answers deviate, and the gaps ask for the provider’s evidence.'
        : 'Its parts count as the customer’s: where the catalogue suggests the provider, those answers deviate, and the gaps ask for named persons.',
    );
  means.push('Pictures, colours and exports show it as what it is then.');
  return { refused: null, means };
}

function refusalOf(db: ReadDb, party: Party, kind: PartyKind): string | null {
  if (
    party.kind === 'organisation' &&
    listParties(db).filter((other) => other.kind === 'organisation').length === 1
  )
    return 'A workbook has an organisation that is assessed, and this is it. Rename it, or add another party.';
  const [accepted, ...more] = listAcceptedOfParty(db, party.id);
  if (accepted !== undefined)
    return `${party.name} has a part in ${counted(more.length + 1, 'answer that was', 'answers that were')} accepted in review. Reopen them with a reason first.`;
  if (canAnswerForMany(party) && !canAnswerForMany({ kind }) && listCommonParties(db).has(party.id))
    return `${party.name} has common controls, which only an internal provider or a third party has. Take them out first.`;
  if (party.kind !== 'provider' || kind === 'provider') return null;
  if (listParties(db).filter((other) => other.kind === 'provider').length === 1)
    return 'A workbook needs at least one provider. Add another before this one becomes something else.';
  const foundations = countRecordedOf(db, party.id);
  if (foundations > 0)
    return `${counted(foundations, 'foundation is', 'foundations are')} recorded for ${party.name}, which only a provider has. Take those answers back first.`;
  const { reports } = countPartyUses(db, party.id);
  if (reports > 0)
    return `${counted(reports, 'piece of evidence is', 'pieces of evidence are')} recorded as reports on ${party.name} as a provider. Say in the evidence register that they are not first.`;
  return null;
}
