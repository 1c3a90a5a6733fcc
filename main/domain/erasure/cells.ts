import { referenceOf } from '../merge/table-rules.ts';

/**
 * What stands in a column: `plain`, what the program itself writes, such as a status, a day or a digest; `ref`, ids of records, one or many;
 * `catalogue`, ids of the catalogue or of what the workbook adds to it; `person` and `email`, of the record of a person; `query`, the search part of
 * an address; `renames`, old ids and new ones by table; `records`, JSON of a shape of ours; `edition`, what another workbook gives; `text`, whatever people
 * write, also as JSON.
 */
export type CellKind =
  | 'plain'
  | 'ref'
  | 'catalogue'
  | 'person'
  | 'email'
  | 'query'
  | 'renames'
  | 'records'
  | 'edition'
  | 'text';

const named = (kind: CellKind, columns: string): readonly (readonly [string, CellKind])[] =>
  columns.split(' ').map((column) => [column, kind]);

/** By `table.column`, or by a column's name alone where it is the same in every table. What is not listed is a text of people. */
const KINDS: ReadonlyMap<string, CellKind> = new Map([
  ...named(
    'plain',
    'kind status review state outcome model scope owner result severity source screen domain rule',
  ),
  ...named('plain', 'token media_type hash sha256 digest basis fingerprint head_hash base_hash uuid'),
  ...named(
    'plain',
    'period_from period_to covers_from covers_to expires due_on review_on reviewed_on held_on',
  ),
  ...named(
    'plain',
    'risk_approved_on risk_expires_on answered_at collected_at created_at closed_at decided_at held_at',
  ),
  ...named(
    'plain',
    'proposed_at settled_at saved_at signed_at taken_at merged_at recorded_at acknowledged_at began_at ended_at observed_at',
  ),
  ...named('plain', 'workbook.rules workbook.catalogue_version workbook.app_version workbook.example'),
  ...named('catalogue', 'catalogue_id responsibility framework workbook.frameworks provider_report.services'),
  ...named('catalogue', 'custom_responsibility.controls'),
  ...named('plain', 'logo.data blinding.value'),
  ...named('plain', 'erasure.label erasure.contents erasure.entries erasure.digests'),
  ...named(
    'ref',
    'party.id environment.id custom_service.id custom_responsibility.id service_in_use.ref saved_view.id',
  ),
  ...named('ref', 'position.ref finding.refs meeting.agenda workbook.usual_agenda proposal.owners'),
  ...named('person', 'person.id'),
  ...named('email', 'person.email'),
  ...named('query', 'saved_view.query'),
  ...named('renames', 'merge.renames merge.own_renames'),
  ...named('edition', 'provider_edition.facts provider_edition.content provider_edition.ended'),
  ...named('records', 'vendor_claim.claim workbook.begun_from claim_mapping.mapping service_in_use.found_in'),
]);

/** What stands in a column of a recorded table. */
export function cellKind(table: string, column: string): CellKind {
  const kind = KINDS.get(`${table}.${column}`) ?? KINDS.get(column);
  if (kind !== undefined) return kind;
  const reference = referenceOf(table, column);
  return reference === null ? 'text' : reference === 'person' ? 'person' : 'ref';
}

/** Shapes of JSON: a state that was frozen, with rows of the register and pieces of evidence, which are alike; a column that is `records` or `edition`; anybody's. */
export type Shape = 'state' | 'records' | 'edition' | 'text';

const PEOPLE = named('person', 'person lead leadAssessor lead_assessor parked_person personId approver');
const KEYS: Readonly<Record<Shape, ReadonlyMap<string, CellKind>>> = {
  state: new Map([
    ...PEOPLE,
    ...named('ref', 'ref subject party environment links'),
    ...named('catalogue', 'catalogueId responsibility'),
    ...named(
      'plain',
      'kind status review model sha256 mediaType periodFrom periodTo reviewOn dueOn approvedOn',
    ),
    ...named(
      'plain',
      'expiresOn coversFrom coversTo expires collectedAt answeredAt ownership suggested domain',
    ),
    ...named('plain', 'subjectKind'),
  ]),
  records: new Map([
    ...PEOPLE,
    ...named('catalogue', 'framework scheme'),
    ...named('plain', 'owners speaks how uuid head meaning means type format'),
  ]),
  // It names no person: what is no text is read again by a schema, and must stay as it is.
  edition: new Map([
    ...named('catalogue', 'duty'),
    ...named('plain', 'kind status review uuid digest head sha256 day dueOn acceptedUntil answeredAt'),
    ...named('plain', 'collectedAt coversFrom coversTo expires'),
  ]),
  text: new Map(PEOPLE),
};

/** What stands under a key of JSON. */
export const keyKind = (shape: Shape, key: string): CellKind => KEYS[shape].get(key) ?? 'text';
