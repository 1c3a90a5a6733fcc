import type { DiscoveredService, DiscoverReport } from '../../contract/discover.ts';
import type { FoundIn } from '../../contract/services-in-use.ts';

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
    return [{ file: file.file, format: file.format, resources }];
  });
}

/** In which accounts and Regions a discovered service is, as `services.add` takes it; nothing where no file tells. */
export const placeFound = ({
  accounts,
  regions,
}: Pick<DiscoveredService, 'accounts' | 'regions'>): {
  readonly account?: string;
  readonly region?: string;
} => ({
  ...(accounts.length > 0 ? { account: accounts.join(', ') } : {}),
  ...(regions.length > 0 ? { region: regions.join(', ') } : {}),
});
