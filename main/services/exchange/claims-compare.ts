import { namedParties } from '../../assessment/parties.ts';
import type { RegisterRow } from '../../contract/assignments.ts';
import type { Inheritance } from '../../contract/catalogue.ts';
import {
  type Claim,
  type ClaimsComparison,
  type ComparedControl,
  type ComparedDuty,
  VERDICTS,
  type VendorMatrix,
  type Verdict,
} from '../../contract/claims.ts';
import { notFound } from '../../contract/errors.ts';
import type { claims } from '../../contract/methods/claims.ts';
import type { Party } from '../../contract/parties.ts';
import { combineClaims, judgeControl, judgeDuty, type Side } from '../../domain/claims.ts';
import { schemeFor } from '../../domain/controls/find-controls.ts';
import { kindsById, partiesOf } from '../../domain/duties/ownership.ts';
import { recogniseAsWritten } from '../../importers/discover/lists/as-people-write.ts';
import { listVendorMatrices, readClaims } from '../../workbook/tables/claims.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { Handlers, QueryContext } from '../context.ts';

/** Duties of one control that are told one by one, those that disagree first. */
const MAX_DUTIES = 60;

export function matrixOf({ db }: Pick<QueryContext, 'db'>, id: number): VendorMatrix {
  const found = listVendorMatrices(db).find((matrix) => matrix.id === id);
  if (!found)
    throw notFound(`vendor matrix ${id}`, 'It may have been replaced by a newer one; look at the list.');
  return found;
}

interface Known {
  readonly title: string | null;
  readonly responsibilities: readonly string[];
  readonly inherit: Inheritance;
}
interface KnownFramework {
  readonly name: string;
  readonly controls: ReadonlyMap<string, Known>;
}
/** A framework that claims may be on, with the duties that help with each control; undefined where the catalogue does not have it. */
function knownFramework({ catalogue }: QueryContext, id: string): KnownFramework | undefined {
  const framework = catalogue.framework(id);
  if (!framework) return undefined;
  // Claims are recorded under the plain number, whatever the framework puts in front of it.
  const scheme = schemeFor(id);
  const helpers = catalogue.helpers(id);
  return {
    name: framework.name,
    controls: new Map(
      framework.controls.map((control) => [
        scheme?.parse(control.id)?.control ?? control.id,
        { title: control.title, inherit: control.inherit, responsibilities: helpers.get(control.id) ?? [] },
      ]),
    ),
  };
}
/** Every control that a matrix speaks of beside our record; remembered until the workbook changes. */
function compareAll(
  context: QueryContext,
  matrix: VendorMatrix,
): { readonly controls: readonly ComparedControl[]; readonly known: boolean } {
  const { session, catalogue, db } = context;
  return session.register().remember(`claims:${matrix.id}`, () => {
    const parties = namedParties(db);
    const vendor = parties.find((party) => party.id === matrix.party);
    const rows = relevantRows(session.register().rows(catalogue), vendor);
    const byDuty = Map.groupBy(rows, (row) => row.responsibility);
    const dutiesOfService = dutiesByService(context, rows);
    const frameworks = new Map(matrix.frameworks.map((id) => [id, knownFramework(context, id)]));
    // The services run on a provider, so its part is asked of every answer.
    const known =
      vendor?.kind === 'provider' ||
      rows.some(({ ownership }) => partiesOf(ownership).includes(matrix.party));
    const kinds = kindsById(parties);
    const names = { vendor: vendor?.name ?? matrix.party, organisation: readWorkbook(db).organisation };
    const byControl = Map.groupBy(readClaims(db, matrix), ({ framework, control }) =>
      JSON.stringify([framework, control]),
    );
    const compared: ComparedControl[] = [];
    for (const claimsOnIt of byControl.values()) {
      const [first] = claimsOnIt;
      if (!first) continue;
      const framework = frameworks.get(first.framework ?? '');
      const control = framework?.controls.get(first.control);
      const said = combineClaims(claimsOnIt);
      const side: Side = {
        vendor: matrix.party,
        kinds,
        ...(control === undefined ? {} : { inherit: control.inherit }),
      };
      const tied = control?.responsibilities ?? [];
      const ofService = first.framework === null ? dutiesOfService(first.control) : [];
      const duties = tied
        .flatMap((id) => byDuty.get(id) ?? [])
        .map((row) => comparedDuty(row, said, side, matrix.party));
      const judged = judgeControl(said, duties, side, names, known);
      // A row may speak of one task at a service, which is no word on its other duties: they stand beside it and are not judged.
      const beside = ofService.map(
        (row): ComparedDuty => ({ ...comparedDuty(row, said, side, matrix.party), verdict: 'untied' }),
      );
      compared.push({
        matrix: matrix.id,
        framework: first.framework,
        frameworkName: framework?.name ?? null,
        control: first.control,
        title: control?.title ?? titleOf(claimsOnIt),
        ...said,
        verdict: judged.verdict,
        why:
          judged.verdict === 'untied' && framework === undefined
            ? first.framework === null
              ? noControl(beside.length > 0)
              : 'The catalogue does not know the framework of this control.'
            : judged.why,
        claims: claimsOnIt,
        duties: firstOf([...duties, ...beside]),
        dutyCount: duties.length + beside.length,
      });
    }
    const rank = (verdict: Verdict) => VERDICTS.indexOf(verdict);
    return { controls: compared.sort((a, b) => rank(a.verdict) - rank(b.verdict)), known };
  });
}

/** Of a control that the catalogue does not know; of several tasks at a service none stands for all. */
function titleOf(claims: readonly Claim[]): string | null {
  const titles = new Set(claims.flatMap(({ title }) => title ?? []));
  const [first] = titles;
  return first === undefined || (claims[0]?.framework === null && titles.size > 1) ? null : first;
}

const noControl = (hasDuties: boolean): string =>
  hasDuties
    ? 'It speaks of a service and names no control: the duties of the service stand beside it, and are for you to compare.'
    : 'It names no control of a framework, so there is no duty to hold it against.';

/** What gives the duties of a service in use by the name of the workbook’s own, or one that discovery knows it by, whichever way it is run. */
function dutiesByService(
  { catalogue, db }: QueryContext,
  rows: readonly RegisterRow[],
): (name: string) => readonly RegisterRow[] {
  const bySubject = Map.groupBy(rows, (row) => row.subject);
  const services = listServices(db);
  const own = new Map(
    catalogue.services.flatMap(({ custom, name, id }) => (custom ? [[name.toLowerCase(), id]] : [])),
  );
  return (name) => {
    const id = own.get(name.toLowerCase()) ?? recogniseAsWritten(name, catalogue.recognise);
    const isMeant = ({ catalogueId }: (typeof services)[number]) =>
      catalogueId === id || catalogue.service(catalogueId)?.variantOf === id;
    return id === null ? [] : services.filter(isMeant).flatMap(({ ref }) => bySubject.get(ref) ?? []);
  };
}

/** The foundations of another provider are not this provider's to claim. */
const relevantRows = (rows: readonly RegisterRow[], vendor: Party | undefined): readonly RegisterRow[] =>
  vendor?.kind === 'provider'
    ? rows.filter((row) => row.subjectKind !== 'provider' || row.subject === vendor.id)
    : rows;

function comparedDuty(
  row: RegisterRow,
  said: Pick<Claim, 'owners' | 'notApplicable'>,
  side: Side,
  vendor: string,
): ComparedDuty {
  const share = row.shares.find(({ party }) => party === vendor);
  return {
    ref: row.ref,
    subject: row.subjectLabel,
    responsibility: row.responsibilityName,
    ownership: row.ownership,
    verdict: judgeDuty(said, row.ownership, side),
    locked: row.review === 'accepted',
    ...(share ? { recordedText: share.text } : {}),
  };
}
const firstOf = (duties: readonly ComparedDuty[]): readonly ComparedDuty[] =>
  [...duties].sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)).slice(0, MAX_DUTIES);

export const compare: Handlers<typeof claims>['compare'] = (context, input): ClaimsComparison => {
  const matrix = matrixOf(context, input.matrix);
  const { controls: all, known } = compareAll(context, matrix);
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict } of all) counts[verdict] += 1;
  const text = input.text?.trim().toLowerCase() ?? '';
  const rows = all.filter(
    (row) =>
      (input.verdict === undefined || row.verdict === input.verdict) &&
      (input.framework === undefined || row.framework === input.framework) &&
      (text === '' || says(row, text)),
  );
  return {
    vendor: namedParties(context.db).find((party) => party.id === matrix.party) ?? null,
    vendorRecorded: known,
    counts,
    total: rows.length,
    rows: rows.slice(input.offset, input.offset + input.limit),
  };
};

const says = (row: ComparedControl, text: string): boolean =>
  [row.control, row.title]
    .concat(row.claims.flatMap((claim) => [claim.label, claim.text, claim.vendorText, claim.customerText]))
    .concat(row.duties.flatMap((duty) => [duty.subject, duty.responsibility]))
    .some((part) => part?.toLowerCase().includes(text));
