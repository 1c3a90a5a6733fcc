import type { ReadDb, WriteDb } from '../connection.ts';
import { checkSignOffs } from '../sign-off-signature.ts';
import { checkFiles } from './hashed.ts';
import { fieldName, recordName } from './names.ts';
import type { Values } from './rows.ts';

/**
 * Takes out of a rebuilt record whatever speaks of something that could not be brought over, so that the file is sound by
 * itself. Each step only changes recorded rows: one entry of the log can carry them all. Gives back a sentence for each loss.
 */
export function takeOutLost(db: WriteDb): readonly string[] {
  // The references last: what goes before may leave some behind.
  return [
    ...forgetProposals(db),
    ...takeOutSnapshots(db),
    ...forgetFiles(db),
    ...unsign(db),
    ...cutLoose(db),
  ];
}

/** An answer stays what it is when what the catalogue had proposed is not known any more. */
function forgetProposals(db: WriteDb): readonly string[] {
  const lost = new Map<string, string[]>();
  for (const { hash, subject, responsibility } of db.all<
    Record<'hash' | 'subject' | 'responsibility', string>
  >(
    `SELECT basis AS hash, subject, responsibility FROM assignment
     WHERE basis IS NOT NULL AND basis NOT IN (SELECT hash FROM basis) ORDER BY subject, responsibility`,
  ))
    lost.set(hash, [...(lost.get(hash) ?? []), `${subject}/${responsibility}`]);
  return [...lost].map(([hash, refs]) => {
    db.run('UPDATE assignment SET basis = NULL WHERE basis = ?', hash);
    return `Proposal ${hash}: left out, since its text is missing or altered. The answers that were given on it stay, and no longer say what was proposed: ${refs.join(', ')}.`;
  });
}

function takeOutSnapshots(db: WriteDb): readonly string[] {
  return db
    .all<{ number: number; name: string }>(
      'SELECT number, name FROM snapshot WHERE digest NOT IN (SELECT digest FROM snapshot_content) ORDER BY number',
    )
    .map(({ number, name }) => {
      db.run('DELETE FROM snapshot WHERE number = ?', number);
      return `The snapshot "${name}" was taken out, since its content is missing or altered.`;
    });
}

/**
 * A file whose content is gone is what a reference is: known by its hash and length, and not in the workbook. A scan stays
 * one, since its findings are counted by it, and no longer has a file.
 */
function forgetFiles(db: WriteDb): readonly string[] {
  return checkFiles(db).map(({ number }) => {
    const was = db.get<{ kind: string; title: string; sha256: string }>(
      'SELECT kind, title, sha256 FROM evidence WHERE number = ?',
      number,
    );
    db.run(
      was?.kind === 'finding'
        ? 'UPDATE evidence SET sha256 = NULL, size = NULL WHERE number = ?'
        : `UPDATE evidence SET kind = 'reference' WHERE number = ?`,
      number,
    );
    return `Evidence E-${number} "${was?.title}": its content is missing or altered. ${
      was?.kind === 'finding'
        ? `Its entry and its findings stay; the file had the SHA-256 ${was.sha256}.`
        : `Its entry stays as a reference to a file with the SHA-256 ${was?.sha256}. Attach that file again.`
    }`;
  });
}

/** A signature that cannot be held against the state that it speaks of is none. */
function unsign(db: WriteDb): readonly string[] {
  return checkSignOffs(db).flatMap(({ number, name, signature }) => {
    if (signature === null || signature.problem === null) return [];
    db.run(
      'UPDATE sign_off SET signed_text = NULL, signature = NULL, public_key = NULL WHERE number = ?',
      number,
    );
    return `The signature of sign-off ${number}, recorded of ${name}, was taken out, since it does not hold: ${signature.problem}.`;
  });
}

interface Reference {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string;
  readonly on_delete: string;
}

/** Rows that point at what the log does not have are emptied there, or go, as the schema says of what they point at. */
function cutLoose(db: WriteDb): readonly string[] {
  const lost: string[] = [];
  const tables = db.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
  );
  // What goes may have been pointed at.
  for (let before = -1; before < lost.length; ) {
    before = lost.length;
    for (const { name } of tables)
      for (const key of referencesOf(db, name)) lost.push(...cutReference(db, name, key));
  }
  return lost;
}

function referencesOf(db: ReadDb, table: string): readonly (readonly [Reference, ...Reference[]])[] {
  const byKey = new Map<number, [Reference, ...Reference[]]>();
  for (const column of db.all<Reference>(
    'SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq',
    table,
  )) {
    const known = byKey.get(column.id);
    if (known) known.push(column);
    else byKey.set(column.id, [column]);
  }
  return [...byKey.values()];
}

function cutReference(
  db: WriteDb,
  table: string,
  key: readonly [Reference, ...Reference[]],
): readonly string[] {
  const [{ table: parent, on_delete }] = key;
  // Names of tables and columns come from our own schema.
  const loose = `${key.map(({ from }) => `"${from}" IS NOT NULL`).join(' AND ')} AND NOT EXISTS
    (SELECT 1 FROM "${parent}" AS parent WHERE ${key.map(({ from, to }) => `parent."${to}" = "${table}"."${from}"`).join(' AND ')})`;
  const rows = db.all<Values>(`SELECT * FROM "${table}" WHERE ${loose}`);
  if (rows.length === 0) return [];
  const empties = on_delete === 'SET NULL';
  db.run(
    empties
      ? `UPDATE "${table}" SET ${key.map(({ from }) => `"${from}" = NULL`).join(', ')} WHERE ${loose}`
      : `DELETE FROM "${table}" WHERE ${loose}`,
  );
  return rows.map((row) => {
    const named = key.map(({ from }) => fieldName(from)).join(' and ');
    return `${recordName(table, row)}: ${empties ? `its ${named} was emptied` : 'taken out'}, since the log does not have the record of ${parent} that it points at.`;
  });
}
