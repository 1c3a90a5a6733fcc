import type { Claim, ClaimsRecorded, MatrixReading, VendorMatrix } from '../../contract/claims.ts';
import { DemarcError, invalidInput, notFound } from '../../contract/errors.ts';
import type { claims, GivenMapping } from '../../contract/methods/claims.ts';
import type { Party, PartyKind } from '../../contract/parties.ts';
import { compareClaims, partsInWords } from '../../domain/claims.ts';
import { ID_SCHEMES, OWN_IDS } from '../../domain/controls/control-ids.ts';
import { frameworksIn } from '../../domain/controls/framework-names.ts';
import { counted } from '../../domain/words/counted.ts';
import type { PartyNames } from '../../importers/vendor-matrix/words.ts';
import { type Stored, storeFile } from '../../workbook/blobs.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import {
  deleteMapping,
  deleteVendorMatrix,
  insertVendorMatrix,
  limitVendorMatrix,
  listSavedMappings,
  listVendorMatrices,
  readSavedMappings,
  type StoredMatrix,
  settleVendorMatrices,
} from '../../workbook/tables/claims.ts';
import { insertEvidence, readEvidence, replaceEvidence } from '../../workbook/tables/evidence.ts';
import { listParties } from '../../workbook/tables/parties.ts';
import type { CommandContext, Handlers, JobContext } from '../context.ts';
import { mediaTypeOf } from '../record/media-type.ts';
import { partyHandlers } from '../record/parties.ts';
import { compare, matrixOf } from './claims-compare.ts';
import { formerOf, frameworksOf, replacing, unsureWords, type Vendor } from './former-claims.ts';
import { rememberMappings } from './remember-mappings.ts';

/** Claims and changes that cross the boundary at once. */
const MAX_SHOWN_CLAIMS = 500;
const MAX_CHANGES = 200;

type Source = {
  readonly file: string;
  readonly mapping?: GivenMapping | undefined;
  readonly framework?: string | undefined;
  readonly vendor?: Vendor | undefined;
};

/** How a matrix may call the parties: what it says of "Acme" it says of its customer. */
function namesFor(db: ReadDb, vendor: Vendor | undefined): PartyNames | undefined {
  if (vendor === undefined) return undefined;
  const own = 'name' in vendor ? vendor.name.toLowerCase() : null;
  const isVendor = ({ id, name }: Party) =>
    'party' in vendor ? id === vendor.party : name.toLowerCase() === own;
  const parties = listParties(db);
  const others = parties.filter((party) => !isVendor(party));
  const names = (...kinds: readonly PartyKind[]) =>
    others.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  return {
    vendor: [...parties.filter(isVendor).map(({ name }) => name), ...('name' in vendor ? [vendor.name] : [])],
    customer: names('organisation', 'internal-provider'),
    other: names('provider', 'third-party'),
  };
}

/** A spelling of ids as it is named; INVALID_INPUT for one that is not known, and for an edition that is not. */
function frameworkOf(named: string | undefined): string | undefined {
  if (named === undefined || named === OWN_IDS) return named;
  const wanted = named.toLowerCase();
  const called = frameworksIn(named);
  const isOne = called.every(({ scheme, isKnown }) => isKnown && scheme === called[0]?.scheme);
  const known =
    ID_SCHEMES.find(({ id, name, framework }) =>
      [id, name, framework].some((each) => each.toLowerCase() === wanted),
    ) ?? (isOne ? ID_SCHEMES.find(({ id }) => id === called[0]?.scheme) : undefined);
  if (!known)
    throw invalidInput(
      `Control ids of "${named}" are not known. Say one of ${ID_SCHEMES.map(({ id }) => id).join(', ')}, or ${OWN_IDS} for the vendor's own numbers.`,
    );
  return known.id;
}

const readInWorker = (
  { db, core, catalogue, files, signal, progress }: JobContext,
  source: Source,
): Promise<MatrixReading> =>
  core.runTask(
    {
      kind: 'vendor-matrix',
      file: { name: files.nameOf(source.file), path: files.pathOf(source.file) },
      mapping: source.mapping,
      framework: frameworkOf(source.framework),
      saved: [...readSavedMappings(db)],
      names: namesFor(db, source.vendor),
      ownServices: catalogue.services.filter(({ custom }) => custom).map(({ name }) => name),
    },
    { signal, progress },
  );

type RecordInput = Parameters<Handlers<typeof claims>['record']>[1];

/** Whose matrix it is; one that is named for the first time becomes a party. */
function vendorFor(
  context: CommandContext,
  vendor: RecordInput['vendor'],
): { readonly party: Party; readonly added: boolean } {
  const parties = listParties(context.db);
  if ('party' in vendor) {
    const party = parties.find(({ id }) => id === vendor.party);
    if (!party)
      throw notFound(
        `party "${vendor.party}"`,
        `The workbook has ${parties.map(({ id }) => id).join(', ')}.`,
      );
    return { party: checkVendor(party), added: false };
  }
  const known = parties.find(({ name }) => name.toLowerCase() === vendor.name.toLowerCase());
  if (known) return { party: checkVendor(known), added: false };
  return { party: partyHandlers.add(context, vendor) as Party, added: true };
}
function checkVendor(party: Party): Party {
  if (party.kind === 'organisation' || party.kind === 'client')
    throw invalidInput(
      `${party.name} is no vendor of this organisation. Name the provider or third party that wrote the matrix.`,
    );
  return party;
}

/** Files, claims and mapping as one change. */
function record(
  context: CommandContext,
  input: RecordInput,
  fileName: string,
  stored: Stored,
  reading: MatrixReading,
): ClaimsRecorded {
  const { db, clock, actor } = context;
  const { party, added } = vendorFor(context, input.vendor);
  const frameworks = frameworksOf(reading.claims);
  const layouts = [
    ...new Set(
      reading.mapping.flatMap(({ layoutTitle, matrix }) => (matrix && layoutTitle ? [layoutTitle] : [])),
    ),
  ];
  settleVendorMatrices(db);
  const { former, limited, unsure, before } = formerOf(db, party.id, reading);
  const title = input.title ?? `${party.name}: responsibility matrix`;
  const { coversFrom = null, coversTo = null } = input;
  const evidence = keepFile(context, former, { title, fileName, stored, coversFrom, coversTo });
  const entry: Omit<StoredMatrix, 'id'> = {
    party: party.id,
    title,
    file: fileName,
    sha256: stored.sha256,
    evidence,
    recordedAt: clock.now(),
    recordedBy: actor,
    coversFrom,
    coversTo,
    layouts,
    frameworks,
    counts: reading.counts,
  };
  for (const { id } of former) deleteVendorMatrix(db, id);
  for (const { id, others } of limited) limitVendorMatrix(db, id, others);
  const id = insertVendorMatrix(db, entry, reading.claims);
  rememberMappings(context, input.mapping ?? [], reading.mapping);
  const differences = compareClaims(before, reading.claims);
  const [replaced] = [...former, ...limited];
  context.describe(
    `Recorded ${frameworks.length === 0 ? `${counted(reading.counts.claims, 'claim')} of ${party.name}` : `what ${party.name} claims on ${counted(reading.counts.controls, 'control')}`} from ${fileName} (E-${evidence})${replaced ? `: ${differences.fresh} new, ${differences.changed} changed, ${differences.gone} gone` : ''}`,
  );
  return {
    matrix: shown({ ...entry, id }),
    replaced: replaced ? { id: replaced.id, title: replaced.title, recordedAt: replaced.recordedAt } : null,
    ...differences,
    changes: differences.changes.slice(0, MAX_CHANGES),
    vendorAdded: added,
    notes: [...reading.notes, ...unsureWords(unsure)],
    unread: reading.unread,
    mapping: reading.mapping,
  };
}

interface KeptFile {
  readonly title: string;
  readonly fileName: string;
  readonly stored: Stored;
  readonly coversFrom: string | null;
  readonly coversTo: string | null;
}
/** The file as evidence: the same file is entered once, a newer one takes the place of the former. Nothing is linked by itself. */
function keepFile(context: CommandContext, former: readonly StoredMatrix[], file: KeptFile): number {
  const { db, clock, actor } = context;
  const current = former
    .map(({ evidence, sha256 }) => ({ sha256, entry: readEvidence(db, evidence) }))
    .filter(({ entry }) => entry !== null && entry.replacedBy === null);
  const same = current.find(({ sha256 }) => sha256 === file.stored.sha256)?.entry;
  if (same) return same.number;
  const number = insertEvidence(db, {
    kind: 'file',
    title: file.title,
    fileName: file.fileName,
    path: null,
    sha256: file.stored.sha256,
    mediaType: mediaTypeOf(file.fileName),
    size: file.stored.size,
    url: null,
    text: null,
    coversFrom: file.coversFrom,
    coversTo: file.coversTo,
    expires: null,
    collectedBy: actor,
    collectedAt: clock.now(),
  });
  // What somebody linked to a duty stays there until a person replaces it.
  for (const { entry } of current)
    if (entry && entry.links.length === 0) replaceEvidence(db, entry.number, number);
  return number;
}

const shown = ({ sha256: _, ...matrix }: StoredMatrix): VendorMatrix => matrix;

function checkPeriod({ coversFrom, coversTo }: Pick<RecordInput, 'coversFrom' | 'coversTo'>): void {
  if (coversFrom && coversTo && coversFrom > coversTo)
    throw invalidInput(
      `The matrix would cover a period that ends (${coversTo}) before it begins (${coversFrom}).`,
    );
}

export const claimHandlers: Handlers<typeof claims> = {
  async preview(context, input) {
    const { document, ...reading } = await readInWorker(context, input);
    const before = replacing(context.db, input.vendor, {
      claims: reading.claims,
      ...(document && { document }),
    });
    return {
      file: context.files.nameOf(input.file),
      ...reading,
      notes: [...reading.notes, ...before],
      claims: reading.claims.slice(0, MAX_SHOWN_CLAIMS) as readonly Claim[],
    };
  },

  async record(context, input) {
    const { session, files, signal, progress } = context;
    const fileName = files.nameOf(input.file);
    if (session.readOnly)
      throw new DemarcError(
        'READ_ONLY',
        `${session.fileName} is open for reading only, so no claims can be recorded.`,
      );
    checkPeriod(input);
    const reading = await readInWorker(context, input);
    if (reading.claims.length === 0)
      throw invalidInput(
        partsInWords(reading.mapping)[0] !== 'cell'
          ? `${fileName} names no control that can be read; nothing was recorded.`
          : reading.mapping.some(({ matrix }) => matrix)
            ? `${fileName} has a table whose rows name no control that can be read; nothing was recorded. ${reading.notes.join(' ')}`.trim()
            : `No sheet of ${fileName} reads as a responsibility matrix (${reading.mapping.map(({ sheet }) => sheet).join(', ')}). Say in a mapping where the control ids stand; nothing was recorded. ${reading.notes.join(' ')}`.trim(),
      );
    const stored = await storeFile(session.db, files.pathOf(input.file), {
      signal,
      progress: (done, total) => progress(done, total, `bytes of ${fileName}`),
    });
    return context.write('claims.record', (command) => record(command, input, fileName, stored, reading));
  },

  list: ({ db }) => listVendorMatrices(db).map(shown),
  compare,

  remove(context, { matrix: id }) {
    const matrix = matrixOf(context, id);
    settleVendorMatrices(context.db);
    deleteVendorMatrix(context.db, id);
    context.describe(`Took out the claims of "${matrix.title}"; the file stays as E-${matrix.evidence}`);
    return null;
  },

  mappings: ({ db }) => listSavedMappings(db),

  forgetMapping({ db, describe }, { fingerprint }) {
    if (deleteMapping(db, fingerprint) === 0)
      throw notFound(`mapping "${fingerprint.slice(0, 40)}"`, 'It may have been forgotten already.');
    describe('Forgot how sheets with certain headings are mapped');
    return null;
  },
};
