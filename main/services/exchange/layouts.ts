import { AUDIENCES } from '../../contract/audience.ts';
import { invalidInput, notFound } from '../../contract/errors.ts';
import type { layouts } from '../../contract/methods/layouts.ts';
import { preparedOf } from '../../domain/report/audience.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import { listLayouts } from '../../jobs/layout-writers.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { Handlers, QueryContext } from '../context.ts';

/** NOT_FOUND, with the nearest id, for a layout that there is none of. */
export function layoutKnown(catalogue: QueryContext['catalogue'], layout: string): void {
  const ids = listLayouts(catalogue).map(({ id }) => id);
  if (ids.includes(layout)) return;
  const close = nearest(layout, ids);
  throw notFound(
    `layout "${layout}"`,
    close ? `Did you mean "${close}"?` : 'List all with "demarc export --list-layouts".',
  );
}

export const layoutHandlers: Handlers<typeof layouts> = {
  list: ({ catalogue }) => listLayouts(catalogue),

  async write(
    { session, db, catalogue, core, clock, files, signal, progress },
    { layout, vantage, framework, packageOverview, target, asOf, ...given },
  ) {
    layoutKnown(catalogue, layout);
    const prepared = preparedOf(given, readWorkbook(db));
    const { noLayout } = AUDIENCES[prepared.audience];
    if (noLayout !== null)
      throw invalidInput(`${noLayout} Nothing was written. Prepare it for somebody else.`);
    const written = await core.runTask(
      {
        kind: 'layout',
        workbook: session.readFrom,
        path: files.targetOf(target),
        layout,
        prepared,
        ...(vantage === undefined ? {} : { vantage }),
        ...(framework === undefined ? {} : { framework }),
        ...(packageOverview === undefined ? {} : { packageOverview }),
        asOf: asOf ?? clock.today(),
        appVersion: core.version,
      },
      { signal, progress },
    );
    return { layout, ...written, file: files.nameOf(target), handle: target };
  },
};
