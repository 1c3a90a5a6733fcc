import type { AppInfo } from '../../contract/app.ts';

/** What this program is, in lines: for About, and for the head of what a report of a fault carries. In: what the program says of itself. */
export function aboutLines({ version, catalogue }: Pick<AppInfo, 'version' | 'catalogue'>): string[] {
  return [
    `Demarc ${version}`,
    `Catalogue ${catalogue.version}, as of ${catalogue.asOf}: ${catalogue.services} services, ${catalogue.responsibilities} responsibilities`,
    'Demarc makes no connection by itself, so it does not look for a newer version: look where you got this one.',
  ];
}
