import { holdersOf } from '../../assessment/common-holders.ts';
import { namedParties } from '../../assessment/parties.ts';
import { DemarcError, notFound } from '../../contract/errors.ts';
import { assignmentRef } from '../../contract/ids.ts';
import type { ParsedOf } from '../../contract/methods/method.ts';
import type { providers } from '../../contract/methods/providers.ts';
import type { Provider } from '../../contract/providers.ts';
import { namesById } from '../../domain/duties/ownership.ts';
import type { ReadEdition } from '../../jobs/provider-tasks.ts';
import {
  deleteEdition,
  listEditionParties,
  listEditions,
  readEdition,
  type StoredEdition,
  writeEdition,
} from '../../workbook/tables/provider-editions.ts';
import type { Handlers, JobContext, QueryContext } from '../context.ts';
import { targetOf } from './portfolio.ts';
import { lookAt, partyMeant, takeEdition } from './take-edition.ts';

type Source = ParsedOf<(typeof providers)['look']>['file'];

const readSource = (
  { core, db, files, signal, progress }: JobContext,
  source: Source,
): Promise<ReadEdition> =>
  core.runTask(
    {
      kind: 'provider',
      from:
        typeof source === 'string'
          ? { path: files.pathOf(source), name: files.nameOf(source) }
          : { portfolio: targetOf(core, source.portfolio), publication: source.publication },
      heads: listEditions(db).map(({ facts }) => facts.head),
    },
    { signal, progress },
  );

const nameIn = ({ db }: QueryContext, party: string): string =>
  namesById(namedParties(db)).get(party) ?? party;

/** The edition of a provider, or NOT_FOUND with those that there are. */
function heldFrom(context: QueryContext, party: string): StoredEdition {
  const edition = readEdition(context.db, party);
  if (edition) return edition;
  throw noProvider(context, party);
}
function noProvider({ db }: QueryContext, party: string) {
  const known = listEditionParties(db);
  return notFound(
    `provider "${party}"`,
    known.length === 0 ? 'This workbook inherits from none yet.' : `The workbook has ${known.join(', ')}.`,
  );
}

/** The providers of a workbook as lists show them, with how much of it has their answers. */
function listProviders(context: QueryContext): readonly Provider[] {
  const { session, db, catalogue } = context;
  const holders = holdersOf(db, catalogue, session.register().commons(), session.marks());
  const duty = (id: string) => catalogue.responsibility(id)?.name ?? id;
  return listEditions(db).map(({ party, facts, rows, ended, takenAt, takenBy, authorisedOn }) => {
    const counts = rows.flatMap((row) => holders.get(assignmentRef(party, row.duty)) ?? []);
    const above = new Map(rows.flatMap((row) => row.above).map((origin) => [origin.uuid, origin]));
    return {
      party,
      partyName: nameIn(context, party),
      edition: facts,
      takenAt,
      takenBy,
      authorisedOn,
      duties: rows.filter((row) => !row.foundation).length,
      foundations: rows.filter((row) => row.foundation).length,
      rows: counts.reduce((sum, { services }) => sum + services, 0),
      open: counts.reduce((sum, { open }) => sum + open, 0),
      ended: ended.map(({ row, day }) => ({ duty: row.duty, dutyName: duty(row.duty), day })),
      above: [...above.values()].map(({ title, organisation, rev, digest, day }) => ({
        title,
        organisation,
        rev,
        digest,
        day,
      })),
    };
  });
}

export const providerHandlers: Handlers<typeof providers> = {
  list: listProviders,

  async look(context, { file, as }) {
    if (as) partyMeant(context.db, as);
    return lookAt(context, await readSource(context, file), as).look;
  },

  async take(context, { file, expected, ...wanted }) {
    const { session } = context;
    if (session.readOnly)
      throw new DemarcError(
        'READ_ONLY',
        `${session.fileName} is open for reading only, so nothing can be taken into it.`,
      );
    if (wanted.as) partyMeant(context.db, wanted.as);
    const read = await readSource(context, file);
    if (expected !== undefined && read.edition.facts.head !== expected)
      throw new DemarcError(
        'CONFLICT',
        `${typeof file === 'string' ? context.files.nameOf(file) : read.edition.facts.title} was changed since it was looked at, so nothing was taken. Look at it again, then take it.`,
      );
    return context.write('providers.take', (writing) => takeEdition(writing, read, wanted));
  },

  authorise(context, { party, authorisedOn }) {
    const held = heldFrom(context, party);
    writeEdition(context.db, { ...held, authorisedOn });
    context.describe(
      authorisedOn === null
        ? `Said that it is not known when ${nameIn(context, party)} was authorised`
        : `Said that ${nameIn(context, party)} was authorised on ${authorisedOn}`,
    );
    const changed = listProviders(context).find((provider) => provider.party === party);
    if (!changed) throw noProvider(context, party);
    return changed;
  },

  remove(context, { party }) {
    const { db, describe } = context;
    if (!listEditionParties(db).includes(party)) throw noProvider(context, party);
    deleteEdition(db, party);
    describe(`Inherits nothing more from ${nameIn(context, party)}`);
    return null;
  },
};
