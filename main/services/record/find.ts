import { findGroups } from '../../assessment/find-groups.ts';
import type { find } from '../../contract/methods/find.ts';
import type { Handlers } from '../context.ts';

export const findHandlers: Handlers<typeof find> = {
  everything({ session, catalogue }, search) {
    const book = session.register();
    return findGroups(book.findEverything(catalogue, search.text), book.documents, search);
  },

  lookThrough: ({ session, core, signal, progress }, search) =>
    core.runTask({ kind: 'find', workbook: session.readFrom, search }, { signal, progress }),
};
