import type { discover } from '../../contract/methods/discover.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import type { Handlers } from '../context.ts';

export const discoverHandlers: Handlers<typeof discover> = {
  read: ({ db, catalogue, core, files, signal, progress }, input) =>
    core.runTask(
      {
        kind: 'discover',
        files: input.files.map((handle) => {
          const [name, path] = [files.nameOf(handle), files.pathOf(handle)];
          // Each upload lies in a folder of its own that says nothing.
          return files.isUpload(handle) ? { name, path } : { name, path, way: path };
        }),
        existing: listServices(db).map(({ ref, catalogueId, label, foundIn }) => ({
          ref,
          catalogueId,
          label,
          foundIn,
        })),
        customServices: catalogue.services.filter(({ custom }) => custom),
      },
      { signal, progress },
    ),
};
