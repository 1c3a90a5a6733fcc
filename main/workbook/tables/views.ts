import type { SavedView } from '../../contract/views.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

export const listViews = (db: ReadDb): readonly SavedView[] =>
  db.all<SavedView>('SELECT id, name, screen, query FROM saved_view ORDER BY ord, id');

/** Adds a view behind the others, or replaces the one with its id in its place. */
export const writeView = (db: WriteDb, { id, name, screen, query }: SavedView): void => {
  db.run(
    `INSERT INTO saved_view (id, name, screen, query, ord)
     VALUES (?, ?, ?, ?, (SELECT coalesce(max(ord), 0) + 1 FROM saved_view))
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query`,
    id,
    name,
    screen,
    query,
  );
};
export const deleteView = (db: WriteDb, id: string): number =>
  db.run('DELETE FROM saved_view WHERE id = ?', id);
