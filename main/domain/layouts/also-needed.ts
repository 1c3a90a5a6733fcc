import { chosenFrameworks, type Report } from '../report/report.ts';
import { fewNames } from '../words/few-names.ts';
import type { LayoutTemplate } from './template.ts';

/** So many controls of another framework are named. */
const NAMED = 3;

/** `PCI DSS 4.0.1 (8.2.1, 8.2.2)`: controls of other chosen frameworks that rest on some of these duties; '' for none. */
export function alsoNeeded(
  bearing: readonly string[],
  { framework, extendedBy = [] }: Pick<LayoutTemplate, 'framework' | 'extendedBy'>,
  report: Pick<Report, 'frameworks'>,
): string {
  const own = new Set([framework, ...extendedBy]);
  return chosenFrameworks(report)
    .filter(({ id }) => !own.has(id))
    .flatMap(({ name, version, controls }) => {
      const resting = controls.filter(({ responsibilities }) =>
        responsibilities.some((duty) => bearing.includes(duty)),
      );
      const ids = resting.map(({ id }) => id);
      return ids.length === 0 ? [] : [`${name} ${version} (${fewNames(ids, NAMED)})`];
    })
    .join('; ');
}
