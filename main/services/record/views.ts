import { DemarcError, notFound } from '../../contract/errors.ts';
import { slugify, uniqueSlug } from '../../contract/ids.ts';
import type { views } from '../../contract/methods/views.ts';
import type { SavedView } from '../../contract/views.ts';
import type { ReadDb } from '../../workbook/connection.ts';
import { deleteView, listViews, writeView } from '../../workbook/tables/views.ts';
import type { Handlers } from '../context.ts';

function viewOf(db: ReadDb, id: string): SavedView {
  const view = listViews(db).find((entry) => entry.id === id);
  if (!view) throw notFound(`saved view "${id}"`, 'It may have been removed in another window.');
  return view;
}
const namedAlike = (db: ReadDb, screen: string, name: string): SavedView | undefined =>
  listViews(db).find((view) => view.screen === screen && view.name.toLowerCase() === name.toLowerCase());

export const viewHandlers: Handlers<typeof views> = {
  list({ db }, input) {
    const all = listViews(db);
    return input?.screen === undefined ? all : all.filter((view) => view.screen === input.screen);
  },

  save({ db, describe }, { name, screen, query }) {
    const all = listViews(db);
    const before = namedAlike(db, screen, name);
    const id =
      before?.id ?? uniqueSlug(slugify(name, 'view'), (slug) => all.some((view) => view.id === slug));
    const view: SavedView = { id, name, screen, query };
    writeView(db, view);
    describe(`Saved the view "${name}"`);
    return view;
  },

  rename({ db, describe }, { id, name }) {
    const view = viewOf(db, id);
    const other = namedAlike(db, view.screen, name);
    if (other && other.id !== id)
      throw new DemarcError(
        'CONFLICT',
        `There is a view named "${other.name}" already. Choose another name.`,
      );
    const after = { ...view, name };
    writeView(db, after);
    describe(`Renamed the view "${view.name}" to "${name}"`);
    return after;
  },

  remove({ db, describe }, { id }) {
    const view = viewOf(db, id);
    deleteView(db, id);
    describe(`Removed the view "${view.name}"`);
    return null;
  },
};
