import fs from 'node:fs';
import type { Paper } from '../../contract/exports.ts';
import type { MinutesDocument } from '../../domain/minutes/document.ts';
import { flowMarked, LARGE, paintBlocks } from './blocks.ts';
import { Book } from './book.ts';
import { STYLES } from './styles.ts';
import { ours } from './words.ts';

/** What the file says of itself: when it is of, and whose it is. */
export interface MinutesFacts {
  readonly organisation: string;
  readonly createdAt: Date;
  readonly appVersion: string;
  readonly digest: string;
  /** What it is printed on; A4 unless said. */
  readonly paper?: Paper | undefined;
}

/** Writes the minutes of one meeting as a tagged PDF to `path`, the same bytes for the same minutes. Warnings name what the font cannot show. */
export function writeMinutesPdf(
  minutes: MinutesDocument,
  path: string,
  facts: MinutesFacts,
): readonly string[] {
  const { title } = minutes;
  const book = new Book(
    path,
    {
      title,
      author: facts.organisation,
      subject: `Minutes of a meeting on AWS shared responsibility`,
      language: 'en',
      createdAt: facts.createdAt,
      producer: `Demarc ${facts.appVersion}`,
    },
    { title, digest: `Digest ${facts.digest.slice(0, 16)}`, mark: minutes.mark },
    facts.paper,
  );
  try {
    book.newPage('portrait');
    book.part(title);
    flowMarked(book, title, STYLES.h1, 'title', 'H1');
    flowMarked(book, ours(minutes.subtitle), STYLES.bodyMuted, 'subtitle');
    book.y += 10;
    paintBlocks(book, minutes.blocks, 'minutes', LARGE);
    book.y += 14;
    flowMarked(book, minutes.source, STYLES.label, 'source');
    book.finish();
    return book.missing.warnings();
  } catch (error) {
    book.abandon();
    fs.rmSync(path, { force: true });
    throw error;
  }
}
