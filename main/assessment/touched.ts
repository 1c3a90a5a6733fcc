import { onceEach } from '../domain/once-each.ts';
import type { ReadDb } from '../workbook/connection.ts';
import type { RowChange } from '../workbook/state/rows.ts';
import { bearsOnOthers, listCommonParties } from '../workbook/tables/common-controls.ts';

/** What of the register the rows of a change show in. */
export interface Touched {
  /** Parties, custom entries and the workbook itself can show anywhere. */
  readonly everything: boolean;
  /** What may stand in rows of any service without a record of their own: answers of common controls, and where they hold. */
  readonly commons: boolean;
  readonly subjects: ReadonlySet<string>;
  /** Refs of services that are themselves said otherwise, and not only what is answered of them. */
  readonly services: ReadonlySet<string>;
  /** Duties with a record of their own that changed, by subject. */
  readonly duties: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The one rule of what is made anew after a change: where its rows stood before it, and where they stand now. */
export function touchedBy(changes: readonly RowChange[], db: ReadDb): Touched {
  let everything = false;
  let commons = false;
  // A change of thousands of rows names few subjects, and most changes name none that matters.
  const isCommon = onceEach((subject: string) => bearsOnOthers(db, subject));
  const areSome = onceEach<void, boolean>(() => listCommonParties(db).size > 0);
  const subjects = new Set<string>();
  const services = new Set<string>();
  const duties = new Map<string, Set<string>>();
  for (const { table, before, after } of changes)
    for (const values of [before, after]) {
      if (values === null) continue;
      switch (table) {
        case 'assignment':
        case 'share':
        case 'evidence_link': {
          const subject = String(values.subject);
          subjects.add(subject);
          if (isCommon(subject)) commons = true;
          const of = duties.get(subject) ?? new Set<string>();
          duties.set(subject, of.add(String(values.responsibility)));
          break;
        }
        case 'service_in_use':
        case 'service_environment':
          services.add(String(values.ref ?? values.subject));
          if (areSome()) commons = true;
          break;
        case 'evidence':
          for (const { subject } of db.all<{ subject: string }>(
            'SELECT DISTINCT subject FROM evidence_link WHERE number = ?',
            Number(values.number),
          )) {
            subjects.add(subject);
            if (isCommon(subject)) commons = true;
          }
          break;
        case 'common_reach':
        case 'common_exception':
        case 'provider_edition':
          commons = true;
          break;
        case 'environment':
          // What is inherited goes by the names of environments and parties.
          if (areSome()) commons = true;
          break;
        case 'party':
          if (areSome()) commons = true;
          everything = true;
          break;
        case 'workbook':
        case 'custom_service':
        case 'custom_responsibility':
        case 'house_rules':
          everything = true;
      }
    }
  for (const ref of services) subjects.add(ref);
  return { everything, commons, subjects, services, duties };
}
