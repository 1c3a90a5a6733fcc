import { controlFinder } from '../domain/controls/find-controls.ts';
import type { CheckTables } from '../domain/evidence/check-tables.ts';
import type { Crosswalk } from '../domain/evidence/requirements.ts';
import type { CatalogueIndex } from './lookup.ts';

/**
 * The duties behind a control that a scanner names: of a framework of the catalogue; of Security Hub by the table of its
 * controls; of other editions of CIS by the table of their recommendations; of CIS 1.2, whose numbers the checks of Prowler 2 have. A part or an enhancement that is not listed stands for
 * the control that it belongs to. Empty for a control that nobody here knows.
 */
export function crosswalkOf({ framework }: CatalogueIndex, tables: CheckTables): Crosswalk {
  const finders = new Map<string, (id: string) => readonly { readonly duties?: readonly string[] }[]>();
  const known = new Map<string, readonly string[]>();
  const look = (id: string, control: string): readonly string[] => {
    if (id === 'security-hub') return tables.controls.get(control.toLowerCase())?.responsibilities ?? [];
    if (id === 'cis-aws-1.2')
      return tables.prowler.get(`check${control.replaceAll('.', '')}`)?.responsibilities ?? [];
    const listed = tables.benchmarks.get(`${id} ${control}`);
    if (listed) return listed;
    const find = finders.get(id) ?? controlFinder(id, framework(id)?.controls ?? []);
    finders.set(id, find);
    for (const spelled of within(control)) {
      const duties = find(spelled)[0]?.duties ?? [];
      if (duties.length > 0) return duties;
    }
    return [];
  };
  return (id, control) => {
    const key = `${id} ${control}`;
    const duties = known.get(key) ?? look(id, control);
    known.set(key, duties);
    return duties;
  };
}

/** `1.2.5.1` -> itself, `1.2.5`; `AC-2(3)` -> itself, `AC-2`. */
function within(control: string): readonly string[] {
  const base = control.replace(/(?:\([^()]*\)|\.[^.]*)$/, '');
  const isWhole = base === control || !/[.-]/.test(base);
  return isWhole ? [control] : [control, base];
}
