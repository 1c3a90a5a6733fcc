import type { DiscoveredService, DiscoverReport } from '../../contract/discover.ts';
import { type FoundIn, LONGEST_FILE_NAME } from '../../contract/services-in-use.ts';
import { type Around, partitionProblem, readAccounts } from './places.ts';

/** A file's name as a service remembers it. */
export const rememberedName = (file: string): string =>
  file.slice(-LONGEST_FILE_NAME).replace(/^[\udc00-\udfff]/, '');

/**
 * Where a discovered service was found, file by file, as a service in use remembers it. The report counts a service's
 * types over all files; a file's own share is what it holds of those types, never more than the service has in all.
 */
export function foundIn(report: DiscoverReport, service: DiscoveredService): FoundIn[] {
  return report.files.flatMap((file) => {
    if (file.format === null || !service.files.includes(file.file)) return [];
    const counts = new Map(file.types.map(({ type, count }) => [type, count]));
    const resources = service.resources.flatMap(({ type, count }) => {
      const here = Math.min(counts.get(type) ?? 0, count);
      return here > 0 ? [{ type, count: here }] : [];
    });
    return [{ file: rememberedName(file.file), format: file.format, resources }];
  });
}

/**
 * Where a service was found, as it is recorded: its accounts and Regions, and the environments that name one of these accounts. Where files
 * tell of Regions in more partitions than of accounts, some account is missing, and none is named.
 */
export function placeFound(
  { accounts, regions }: Pick<DiscoveredService, 'accounts' | 'regions'>,
  environments: readonly Around[],
): { readonly account?: string; readonly region?: string; readonly environments?: string[] } {
  const [account, region] = [accounts.join(', '), regions.join(', ')];
  const around = environments.filter((environment) =>
    readAccounts(environment.account).known.some((id) => accounts.includes(id)),
  );
  return {
    ...(accounts.length > 0 && partitionProblem(account, region) === null ? { account } : {}),
    ...(regions.length > 0 ? { region } : {}),
    ...(around.length > 0 ? { environments: around.map(({ id }) => id) } : {}),
  };
}
