import type { Logo } from '../../contract/workbook.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

interface Row {
  readonly media_type: Logo['mediaType'];
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
  readonly data: string;
}

/** The picture on the covers of documents; null where there is none. */
export function readLogo(db: ReadDb): Logo | null {
  const row = db.get<Row>('SELECT * FROM logo WHERE id = 1');
  if (!row) return null;
  const { media_type: mediaType, width, height, sha256, data } = row;
  return { mediaType, width, height, sha256, data };
}

/** Puts a picture in the place of the one that is there; null leaves none. */
export function writeLogo(db: WriteDb, logo: Logo | null): void {
  if (logo === null) db.run('DELETE FROM logo WHERE id = 1');
  else
    db.run(
      `INSERT INTO logo (id, media_type, width, height, sha256, data) VALUES (1, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET media_type = excluded.media_type, width = excluded.width, height = excluded.height,
         sha256 = excluded.sha256, data = excluded.data`,
      logo.mediaType,
      logo.width,
      logo.height,
      logo.sha256,
      logo.data,
    );
}
