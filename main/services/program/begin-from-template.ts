import { slugify, uniqueSlug } from '../../contract/ids.ts';
import type { WriteDb } from '../../workbook/connection.ts';
import { listEnvironments, writeEnvironment } from '../../workbook/tables/environments.ts';
import { listParties, listPeople, writePerson } from '../../workbook/tables/parties.ts';
import { listServices, writeService } from '../../workbook/tables/services-in-use.ts';
import { readWorkbook, writeWorkbook } from '../../workbook/tables/workbook.ts';
import { type OwnColumns, type Template, writeTemplate } from '../../workbook/template.ts';
import { renameOrganisation } from '../record/workbook.ts';

/** Where the services of a workbook run that is made for one account. */
export interface Place {
  readonly account: string;
  /** Name of the environment. */
  readonly environment: string;
  readonly regions: string | null;
}

export interface Beginning {
  readonly template: Template;
  readonly withServices?: boolean | undefined;
  readonly place?: Place | undefined;
  /** Left out, the one of the template. */
  readonly organisation?: string | undefined;
  /** Becomes the lead assessor, and a person of the workbook unless the template has one of that name. */
  readonly assessor?: string | undefined;
}

/** Fills a new workbook from a template; `own` is what its row says of itself. */
export function beginFromTemplate(db: WriteDb, beginning: Beginning, own: OwnColumns): void {
  const { template, assessor, organisation = template.from.organisation } = beginning;
  const { organisation: _, ...from } = template.from;
  writeTemplate(db, template, {
    withServices: beginning.withServices === true,
    own: { ...own, organisation, begun_from: JSON.stringify(from) },
  });
  renameOrganisation(db, template.from.organisation, organisation);
  if (assessor !== undefined)
    writeWorkbook(db, { ...readWorkbook(db), leadAssessor: personNamed(db, assessor) });
  if (beginning.place !== undefined) putInPlace(db, beginning.place);
}

/** The id of the person of that name, who is one of the organisation's where the template has none. */
function personNamed(db: WriteDb, name: string): string {
  const people = listPeople(db);
  const known = people.find((person) => person.name === name);
  if (known) return known.id;
  const parties = listParties(db);
  const party = parties.find(({ kind }) => kind === 'organisation') ?? parties[0];
  const id = uniqueSlug(slugify(name, 'person'), (slug) => people.some((person) => person.id === slug));
  writePerson(db, { id, name, party: party?.id ?? 'organisation', role: null, email: null });
  return id;
}

/** The one environment of a workbook that is for one account, and in it all its services. */
function putInPlace(db: WriteDb, { account, environment: name, regions }: Place): void {
  const environments = listEnvironments(db);
  const id =
    environments.find((known) => known.name === name)?.id ??
    uniqueSlug(slugify(name, 'environment'), (slug) => environments.some((known) => known.id === slug));
  writeEnvironment(db, { id, name, account, regions });
  for (const service of listServices(db))
    writeService(db, { ...service, environments: [id], account, region: regions ?? service.region });
}
