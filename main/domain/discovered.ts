import type { DiscoveredService, DiscoverReport } from '../contract/discover.ts';
import type { FoundIn } from '../contract/services-in-use.ts';

/** Where a discovered service was found, file by file, as it is recorded when the service is added. */
export function foundInOf(
  service: DiscoveredService,
  report: Pick<DiscoverReport, 'files'>,
): readonly FoundIn[] {
  const types = new Set(service.resources.map((entry) => entry.type));
  return report.files
    .filter((file) => service.files.includes(file.file))
    .map((file) => ({
      file: file.file,
      format: file.format ?? 'unknown',
      resources: file.types.filter((entry) => types.has(entry.type)),
    }));
}
