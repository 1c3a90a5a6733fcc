import { createHash } from 'node:crypto';
import type { Redactor } from '../../domain/erasure/redactor.ts';
import type { RowChange } from '../change-log.ts';
import type { ReadDb } from '../connection.ts';
import type { Values } from '../state/rows.ts';

/**
 * Teaches the redactor the digests of house rules, whose text stands beside them in the record and in every entry that took others in: with the text
 * but for a name, the digest that it had would tell whoever guesses the name that the guess is right.
 */
export function learnDigestsOfTexts(source: ReadDb, redactor: Redactor): void {
  const learn = (row: Values | null) => {
    if (typeof row?.text !== 'string' || typeof row.sha256 !== 'string') return;
    const text = redactor.text(row.text);
    if (text !== row.text) redactor.learnDigest(row.sha256, createHash('sha256').update(text).digest('hex'));
  };
  for (const row of source.iterate<Values>('SELECT * FROM house_rules')) learn(row);
  for (const log of ['change', 'merged_change'])
    for (const { rows } of source.iterate<{ rows: string }>(
      `SELECT rows FROM ${log} WHERE instr(rows, '"house_rules"') > 0`,
    ))
      for (const { table, before, after } of JSON.parse(rows) as RowChange[])
        if (table === 'house_rules') for (const row of [before, after]) learn(row);
}
