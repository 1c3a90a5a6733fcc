import type { MappedColumn } from '../../contract/discover.ts';
import type { discover } from '../../contract/methods/discover.ts';
import { knownHere } from '../../domain/services/known-here.ts';
import { listEnvironments } from '../../workbook/tables/environments.ts';
import { listPeople } from '../../workbook/tables/parties.ts';
import { readServiceColumns } from '../../workbook/tables/service-columns.ts';
import { listServices } from '../../workbook/tables/services-in-use.ts';
import type { Handlers } from '../context.ts';

export const discoverHandlers: Handlers<typeof discover> = {
  async read({ db, catalogue, clock, core, files, signal, progress }, input) {
    const services = listServices(db);
    const known = { services, environments: listEnvironments(db), people: listPeople(db) };
    const report = await core.runTask(
      {
        kind: 'discover',
        files: input.files.map((handle, at) => {
          const [name, path] = [input.names?.[at] ?? files.nameOf(handle), files.pathOf(handle)];
          // Each upload lies in a folder of its own that says nothing.
          return files.isUpload(handle) ? { name, path } : { name, path, way: path };
        }),
        existing: services.map(({ ref, catalogueId, label, foundIn }) => ({
          ref,
          catalogueId,
          label,
          foundIn,
        })),
        asOf: clock.today(),
        customServices: catalogue.services.filter(({ custom }) => custom),
        said: {
          named: input.columns ?? [],
          tables: new Map<string, readonly MappedColumn[]>(
            (input.tables ?? []).map(({ fingerprint, columns }) => [fingerprint, columns]),
          ),
          saved: readServiceColumns(db),
        },
      },
      { signal, progress },
    );
    return knownHere(report, known);
  },
};
