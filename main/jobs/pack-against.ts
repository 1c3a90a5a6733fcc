import { createHash } from 'node:crypto';
import type { PackAgainst } from '../contract/packs.ts';
import type { Manifest, PackEvidence } from '../domain/pack/manifest.ts';
import { readHead } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { hashOfRevision, readEarlierRows, stateOfRevision } from '../workbook/earlier-rows.ts';
import { recordedErasures } from '../workbook/erasure/recorded.ts';
import { readWorkbook } from '../workbook/tables/workbook.ts';

const NAMED = 20;
const NOT_COMPARED = 'Its report and its sheets are not compared with the workbook.';

/** Whether the state in the pack is one that the workbook's change log went through, with the evidence that it had then. */
export function holdAgainst(db: ReadDb, file: string, { workbook, evidence }: Manifest): PackAgainst {
  if (readWorkbook(db).uuid !== workbook.id)
    return {
      file,
      standing: 'other',
      sentence: `The pack is not of ${file}: it was written from another workbook.`,
      problems: [`The pack is not of ${file}.`],
    };
  const head = readHead(db);
  if (hashOfRevision(db, workbook.revision) !== workbook.changeLogHead) {
    const sentence = `Revision ${workbook.revision} with the head ${workbook.changeLogHead.slice(0, 16)} is not in the change log of ${file}, whose head is revision ${head.rev}.`;
    return { file, standing: 'broken', sentence, problems: [sentence] };
  }
  const state = stateOfRevision(db, workbook.revision);
  if (workbook.state !== undefined && state !== workbook.state) {
    const sentence = `The pack states the digest ${workbook.state.slice(0, 16)} for what was recorded at revision ${workbook.revision}, and ${file} another.`;
    return { file, standing: 'broken', sentence, problems: [sentence] };
  }
  const recorded = evidenceAt(db, workbook.revision);
  const redacted = redactedIn(db, recorded);
  const problems = compareEvidence(recorded, evidence, file, redacted);
  const same = head.rev === workbook.revision;
  return {
    file,
    standing: same ? 'head' : 'earlier',
    sentence: same
      ? `The pack holds the present state of ${file}, revision ${head.rev}, with the same evidence. ${NOT_COMPARED}${redactedWords(redacted)}`
      : `The pack holds revision ${workbook.revision} of ${file}, which is in its change log and now at revision ${head.rev}, with the evidence of that revision. ${NOT_COMPARED}${redactedWords(redacted)}`,
    problems:
      problems.length <= NAMED
        ? problems
        : [...problems.slice(0, NAMED), `And ${problems.length - NAMED} more pieces of evidence.`],
  };
}

type Values = Readonly<Record<string, string | number | null>>;
interface Recorded {
  readonly values: Values;
  readonly duties: readonly string[];
}

/** The register of evidence as it stood at a revision, by number. */
function evidenceAt(db: ReadDb, rev: number): ReadonlyMap<number, Recorded> {
  const keys = { evidence: ['number'], evidence_link: ['number', 'subject', 'responsibility'] } as const;
  const earlier = readEarlierRows(db, rev, keys);
  const rows = <T extends keyof typeof keys>(table: T): ReadonlyMap<string, Values> => {
    const state = new Map(
      db
        .all<Values>(`SELECT * FROM ${table}`)
        .map((row) => [keys[table].map((column) => row[column]).join('/'), row] as const),
    );
    for (const [key, { existed, values }] of earlier[table])
      if (existed) state.set(key, { ...state.get(key), ...values });
      else state.delete(key);
    return state;
  };
  const duties = Map.groupBy(rows('evidence_link').values(), ({ number }) => Number(number));
  return new Map(
    [...rows('evidence').values()].map((values) => {
      const number = Number(values.number);
      const refs = (duties.get(number) ?? []).map((link) => `${link.subject}/${link.responsibility}`);
      return [number, { values, duties: refs.sort() }];
    }),
  );
}

/** Pieces in whose record a person was erased since: a pack from before says the name, and need not be altered for that. */
function redactedIn(db: ReadDb, recorded: ReadonlyMap<number, Recorded>): ReadonlySet<number> {
  const labels = recordedErasures(db).flatMap(({ label }) => label ?? []);
  return new Set(
    [...recorded]
      .filter(([, { values }]) => labels.some((label) => JSON.stringify(values).includes(label)))
      .map(([number]) => number),
  );
}
const redactedWords = (redacted: ReadonlySet<number>): string =>
  redacted.size === 0
    ? ''
    : ` A person was erased since in the record of ${[...redacted].map((number) => `E-${number}`).join(', ')}, of which only that it was there is compared.`;

function compareEvidence(
  recorded: ReadonlyMap<number, Recorded>,
  packed: readonly PackEvidence[],
  file: string,
  redacted: ReadonlySet<number>,
): readonly string[] {
  const there = new Set(packed.map(({ number }) => number));
  return [
    ...packed.flatMap((piece): string[] => {
      const own = recorded.get(piece.number);
      if (!own) return [`E-${piece.number} is in the pack, but not in ${file} at that revision.`];
      if (redacted.has(piece.number)) return [];
      if (hashOf(own.values) !== piece.sha256)
        return [`E-${piece.number} has another SHA-256 in the pack than in ${file}.`];
      return described(own) === describedInPack(piece)
        ? []
        : [`What the pack says of E-${piece.number} is not what ${file} says at that revision.`];
    }),
    ...[...recorded.keys()]
      .filter((number) => !there.has(number))
      .map((number) => `E-${number} is in ${file} at that revision, but not in the pack.`),
  ];
}

/** A note has a hash in the pack only: that of its text as the pack writes it. */
const hashOf = ({ kind, sha256, text }: Values): string | null =>
  kind === 'note'
    ? createHash('sha256')
        .update(`${text ?? ''}\n`)
        .digest('hex')
    : ((sha256 ?? null) as string | null);

const described = ({ values, duties }: Recorded): string =>
  JSON.stringify([
    ...[
      'kind',
      'title',
      'file_name',
      'url',
      'covers_from',
      'covers_to',
      'expires',
      'collected_by',
      'collected_at',
    ].map((column) => values[column] ?? null),
    duties,
  ]);
const describedInPack = (piece: PackEvidence): string =>
  JSON.stringify([
    piece.kind,
    piece.title,
    piece.fileName,
    piece.url,
    piece.coversFrom,
    piece.coversTo,
    piece.expires,
    piece.collectedBy,
    piece.collectedAt,
    [...piece.duties].sort(),
  ]);
