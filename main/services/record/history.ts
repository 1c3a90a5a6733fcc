import { HistoryBook } from '../../assessment/history.ts';
import { notFound } from '../../contract/errors.ts';
import type { history } from '../../contract/methods/history.ts';
import { fromOf } from '../../domain/history/ways.ts';
import { peopleOfCopies } from '../../workbook/history/merged-copies.ts';
import type { Handlers, QueryContext } from '../context.ts';

/** Entries read ahead by one call: a few hundredths of a second. */
const AHEAD = 4000;

/** Runs a reading on one frozen state of the file: the log and what stands beside it must be of one moment. */
const withBook = <T>({ session, catalogue }: QueryContext, read: (book: HistoryBook) => T): T =>
  session.db.snapshot((db) => read(new HistoryBook(db, session.past, catalogue)));

export const historyHandlers: Handlers<typeof history> = {
  list: (context, { offset, limit, whole, filter }) =>
    withBook(context, (book) => book.page(filter, { offset, limit, whole })),

  entry(context, { rev, offset, limit, ...asked }) {
    const found = withBook(context, (book) => book.entry(rev, asked));
    if (!found) throw notFound(`change ${rev} in this workbook`, 'The history lists those that there are.');
    const { line, parts } = found;
    return { line, total: parts.length, parts: parts.slice(offset, offset + limit) };
  },

  find: (context, { rev, filter }) => ({
    offset: withBook(context, (book) => book.offsetOf(rev, filter)),
  }),

  people({ db }) {
    const people = db
      .all<{ who: string }>('SELECT DISTINCT who FROM change WHERE who IS NOT NULL')
      .map(({ who }) => who);
    const senders = db
      .all<{ who: string | null; summary: string }>(
        "SELECT who, summary FROM change WHERE method = 'sheets.apply'",
      )
      .flatMap((entry) => fromOf('sheet', entry) ?? []);
    return [...new Set([...people, ...senders, ...peopleOfCopies(db).keys()])].sort((a, b) =>
      a.localeCompare(b),
    );
  },

  prepare: ({ session }) =>
    session.db.snapshot(() => {
      const total = session.past.refresh();
      const { past } = session;
      return { done: total - past.reach(1, AHEAD) + 1, total };
    }),
};
