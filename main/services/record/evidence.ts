import { extname } from 'node:path';
import { DemarcError, invalidInput, notFound, ruleViolation } from '../../contract/errors.ts';
import type { Evidence } from '../../contract/evidence.ts';
import { parseAssignmentRef } from '../../contract/ids.ts';
import type { evidence } from '../../contract/methods/evidence.ts';
import { counted } from '../../domain/words/counted.ts';
import { type CopyOptions, chunksOf, hashFile, type Stored, storeFile } from '../../workbook/blobs.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { readAssignment } from '../../workbook/tables/assignments.ts';
import {
  deleteEvidence,
  deleteProviderReport,
  insertEvidence,
  linkEvidence,
  listEvidence,
  listEvidenceOf,
  type NewEvidence,
  readEvidence,
  replaceEvidence,
  unlinkEvidence,
  updateEvidence,
  writeProviderReport,
} from '../../workbook/tables/evidence.ts';
import { listParties } from '../../workbook/tables/parties.ts';
import { locate, placeWords } from '../answers/place.ts';
import { ensureRecord } from '../answers/write.ts';
import type { CommandContext, Handlers, JobContext, QueryContext } from '../context.ts';
import { checkHashes } from './check-hashes.ts';
import { mediaTypeOf } from './media-type.ts';

function evidenceOf(db: ReadDb, number: number): Evidence {
  const found = readEvidence(db, number);
  if (!found) throw notFound(`evidence E-${number}`, 'Look it up in the register.');
  return found;
}

/** The piece itself, where it still counts: what a newer revision replaced takes no more part. */
function currentOf(db: ReadDb, number: number): Evidence {
  const found = evidenceOf(db, number);
  if (found.replacedBy !== null)
    throw ruleViolation(
      `E-${number} "${found.title}" was replaced by E-${found.replacedBy}. Use that one instead.`,
    );
  return found;
}

function checkDates(dates: {
  coversFrom?: string | null | undefined;
  coversTo?: string | null | undefined;
}): void {
  if (dates.coversFrom && dates.coversTo && dates.coversFrom > dates.coversTo)
    throw invalidInput(
      `The evidence would cover a period that ends (${dates.coversTo}) before it begins (${dates.coversFrom}).`,
    );
}

/** Links to each assignment, which is thereby touched: it must exist as a record for its evidence to hang on. */
export function linkAll(context: CommandContext, number: number, refs: readonly string[]): void {
  for (const ref of new Set(refs)) {
    const place = locate(context, ref);
    if (!place.asked && !place.recorded)
      throw notFound(`question ${ref}`, `It is not asked of ${place.subject.label}.`);
    ensureRecord(context.db, place, context.rev);
    linkEvidence(context.db, number, place.subject.ref, place.duty.id);
  }
}

/** What an input says, without what it leaves out. */
const given = (input: Dates & { title?: string | undefined }): Partial<Evidence> =>
  Object.fromEntries(
    (['title', 'coversFrom', 'coversTo', 'expires'] as const).flatMap((field) =>
      input[field] === undefined ? [] : [[field, input[field]]],
    ),
  );

/** What was accepted rests on its evidence: more may be added to it, but none taken away. */
function checkNotAccepted(db: ReadDb, number: number, refs: readonly string[]): void {
  for (const ref of refs) {
    const { subject, responsibility } = parseAssignmentRef(ref);
    if (readAssignment(db, subject, responsibility)?.review === 'accepted')
      throw ruleViolation(
        `E-${number} supports ${ref}, which was accepted in review and is locked. Reopen it with a reason first.`,
      );
  }
}

/** Gives the title of a piece that may be taken out of the register. RULE_VIOLATION while an accepted answer rests on it. */
export function checkRemovable(db: ReadDb, number: number): string {
  const { title, links } = evidenceOf(db, number);
  checkNotAccepted(db, number, links);
  return title;
}
type Dates = {
  coversFrom?: string | null | undefined;
  coversTo?: string | null | undefined;
  expires?: string | null | undefined;
};
const datesOf = ({ coversFrom = null, coversTo = null, expires = null }: Dates) => ({
  coversFrom,
  coversTo,
  expires,
});

function register(context: CommandContext, entry: NewEvidence, refs: readonly string[]): Evidence {
  checkDates(entry);
  const number = insertEvidence(context.db, entry);
  linkAll(context, number, refs);
  const [only] = refs;
  context.describe(
    `Attached E-${number} "${entry.title}" to ${only !== undefined && refs.length === 1 ? placeWords(locate(context, only)) : counted(refs.length, 'duty', 'duties')}`,
  );
  return evidenceOf(context.db, number);
}

/** Copies a file in, or hashes it where it lies. */
async function takeIn(context: JobContext, input: { file: string; reference: boolean }): Promise<FileFacts> {
  const { session, files, signal, progress } = context;
  const path = files.pathOf(input.file);
  const fileName = files.nameOf(input.file);
  if (session.readOnly)
    throw new DemarcError(
      'READ_ONLY',
      `${session.fileName} is open for reading only, so nothing can be attached.`,
    );
  const options: CopyOptions = {
    signal,
    progress: (done, total) => progress(done, total, `bytes of ${fileName}`),
  };
  const stored: Stored = await (input.reference
    ? hashFile(path, options)
    : storeFile(session.db, path, options));
  return {
    kind: input.reference ? 'reference' : 'file',
    fileName,
    path: input.reference ? path : null,
    sha256: stored.sha256,
    size: stored.size,
    mediaType: mediaTypeOf(fileName),
  };
}
type FileFacts = Pick<NewEvidence, 'kind' | 'fileName' | 'path' | 'sha256' | 'size' | 'mediaType'> & {
  readonly fileName: string;
};

const EMPTY = {
  fileName: null,
  path: null,
  sha256: null,
  mediaType: null,
  size: null,
  url: null,
  text: null,
} as const;

/** Attaches a file of ours to one duty as evidence that somebody else brought; `finish` ends the same change, and says in words what it was. */
export async function attachFor(
  context: JobContext,
  {
    file,
    ref,
    by,
    finish,
  }: {
    readonly file: string;
    readonly ref: string;
    readonly by: string | null;
    readonly finish: (command: CommandContext, told: string) => void;
  },
): Promise<Evidence> {
  const facts = await takeIn(context, { file, reference: false });
  return context.write('proposals.takeFile', (command) => {
    let told = '';
    const within = {
      ...command,
      describe: (sentence: string) => {
        told = sentence;
      },
    };
    const entry = { ...EMPTY, ...datesOf({}), ...facts, title: titleFrom(facts.fileName) };
    const made = register(within, { ...entry, collectedBy: by, collectedAt: command.clock.now() }, [ref]);
    finish(command, told);
    return made;
  });
}

export const evidenceHandlers: Handlers<typeof evidence> = {
  list({ db }, input) {
    if (input?.ref === undefined) return listEvidence(db);
    const { subject, responsibility } = parseAssignmentRef(input.ref);
    return listEvidenceOf(db, subject, responsibility);
  },

  async attachFile(context, input) {
    // Refuse before copying, not after.
    checkDates(input);
    for (const ref of input.refs) locate(context, ref);
    const facts = await takeIn(context, input);
    return context.write('evidence.attachFile', (command) =>
      register(
        command,
        {
          ...EMPTY,
          ...datesOf(input),
          ...facts,
          title: input.title ?? titleFrom(facts.fileName),
          collectedBy: command.actor,
          collectedAt: command.clock.now(),
        },
        input.refs,
      ),
    );
  },

  async replace(context, { number, ...input }) {
    const before = { ...currentOf(context.db, number), ...given(input) };
    checkDates(before);
    checkNotAccepted(context.db, number, before.links);
    const facts = await takeIn(context, input);
    return context.write('evidence.replace', (command) => {
      const { db } = command;
      // It may have been changed while the file was being copied.
      const old = currentOf(db, number);
      const entry = { ...old, ...given(input) };
      checkDates(entry);
      checkNotAccepted(db, number, old.links);
      if (old.sha256 === facts.sha256)
        throw ruleViolation(`${facts.fileName} is the very file that E-${number} has already.`);
      const newer = insertEvidence(db, {
        ...EMPTY,
        ...datesOf(entry),
        ...facts,
        title: entry.title,
        collectedBy: command.actor,
        collectedAt: command.clock.now(),
      });
      for (const ref of old.links) {
        const { subject, responsibility } = parseAssignmentRef(ref);
        unlinkEvidence(db, number, subject, responsibility);
        linkEvidence(db, newer, subject, responsibility);
      }
      if (old.providerReport) writeProviderReport(db, newer, old.providerReport);
      replaceEvidence(db, number, newer);
      command.describe(`Replaced E-${number} "${old.title}" by E-${newer}`);
      return evidenceOf(db, newer);
    });
  },

  addLink: (context, input) =>
    register(
      context,
      {
        ...EMPTY,
        ...datesOf(input),
        kind: 'link',
        title: input.title ?? input.url,
        url: input.url,
        collectedBy: context.actor,
        collectedAt: context.clock.now(),
      },
      input.refs,
    ),

  addNote: (context, input) =>
    register(
      context,
      {
        ...EMPTY,
        ...datesOf(input),
        kind: 'note',
        title: input.title,
        text: input.text,
        collectedBy: context.actor,
        collectedAt: context.clock.now(),
      },
      input.refs,
    ),

  update({ db, describe }, { number, ...input }) {
    const after = { ...evidenceOf(db, number), ...given(input) };
    checkDates(after);
    updateEvidence(db, after);
    describe(`Changed E-${number} "${after.title}"`);
    return evidenceOf(db, number);
  },

  link(context, { number, refs }) {
    currentOf(context.db, number);
    linkAll(context, number, refs);
    context.describe(`Linked E-${number} to ${counted(refs.length, 'duty', 'duties')}`);
    return evidenceOf(context.db, number);
  },

  unlink({ db, describe }, { number, refs }) {
    const { links } = evidenceOf(db, number);
    checkNotAccepted(
      db,
      number,
      refs.filter((ref) => links.includes(ref)),
    );
    for (const ref of refs) {
      const { subject, responsibility } = parseAssignmentRef(ref);
      unlinkEvidence(db, number, subject, responsibility);
    }
    describe(`Unlinked E-${number} from ${counted(refs.length, 'duty', 'duties')}`);
    return evidenceOf(db, number);
  },

  setProviderReport({ db, catalogue, describe }, { number, party, kind, services }) {
    const piece = evidenceOf(db, number);
    const provider = listParties(db).find((entry) => entry.id === party);
    if (!provider) throw notFound(`party "${party}"`, 'Providers are listed under Scope.');
    if (provider.kind !== 'provider')
      throw ruleViolation(
        `${provider.name} is no provider. Link the evidence to the duties that it supports.`,
      );
    for (const id of services ?? [])
      if (!catalogue.service(id))
        throw notFound(`service "${id}" in the catalogue`, 'Name a service that is in use here.');
    writeProviderReport(db, number, { party, kind, services: services && [...new Set(services)].sort() });
    describe(
      `Recorded E-${number} "${piece.title}" as a report on ${provider.name} for ${services === null ? 'all services' : counted(services.length, 'service')}`,
    );
    return evidenceOf(db, number);
  },

  clearProviderReport({ db, describe }, { number }) {
    const { title, links } = evidenceOf(db, number);
    checkNotAccepted(db, number, links);
    if (deleteProviderReport(db, number) > 0)
      describe(`E-${number} "${title}" no longer counts as a report on a provider`);
    return evidenceOf(db, number);
  },

  checkHashes,

  remove({ db, describe }, { number }) {
    const title = checkRemovable(db, number);
    // The content stays in the file: an undo, and the hash in the change log, still lead to it until it is destroyed.
    deleteEvidence(db, number);
    describe(`Took E-${number} "${title}" out of the register`);
    return null;
  },
};

/** `restore-test_2026.pdf` -> `restore test 2026`. */
const titleFrom = (fileName: string): string =>
  fileName
    .slice(0, fileName.length - extname(fileName).length)
    .replace(/[-_]+/g, ' ')
    .trim() || fileName;

export interface EvidenceContent {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  chunks(): Iterable<Uint8Array>;
}
/** The embedded file behind a piece of evidence. NOT_FOUND when there is none, or it is only a reference or a link. */
export function evidenceContent({ db }: Pick<QueryContext, 'db'>, number: number): EvidenceContent {
  const found = evidenceOf(db, number);
  const { sha256 } = found;
  if ((found.kind !== 'file' && found.kind !== 'finding') || sha256 === null)
    throw notFound(
      `file inside E-${number}`,
      'It is a link, a note, or a reference to a file outside the workbook.',
    );
  return {
    fileName: found.fileName ?? `E-${number}`,
    mediaType: found.mediaType ?? 'application/octet-stream',
    size: found.size ?? 0,
    chunks: () => chunksOf(db, sha256),
  };
}
