import type { overview } from '../../contract/methods/overview.ts';
import { addDays } from '../../domain/days.ts';
import { kindsById } from '../../domain/duties/ownership.ts';
import { gapsByDomain, gapsBySeverity, overdueNumbers, WEEK_DAYS, weekDays } from '../../domain/overview.ts';
import { summarise } from '../../domain/report/report.ts';
import { countChangesByDay, listChanges } from '../../workbook/change-log.ts';
import { listEvidence } from '../../workbook/tables/evidence.ts';
import { listParties } from '../../workbook/tables/parties.ts';
import type { Handlers } from '../context.ts';
import { actionRows, countCovered } from '../record/actions.ts';
import { currentGaps } from './gaps.ts';

/** How many entries a list of the overview shows; the screens that they come from show all. */
const SHOWN = 6;

export const overviewHandlers: Handlers<typeof overview> = {
  get(context) {
    const { session, db, catalogue, clock } = context;
    const today = clock.today();
    const rows = session.register().rows(catalogue);
    const gaps = currentGaps(context);
    const summary = summarise(rows, gaps, kindsById(listParties(db)));
    const live = actionRows(context, countCovered(gaps)).filter((action) => action.closedAt === null);
    const expiring = listEvidence(db)
      .filter((piece) => piece.expires !== null && piece.replacedBy === null)
      .sort((a, b) => ((a.expires ?? '') < (b.expires ?? '') ? -1 : 1));
    const days = weekDays(countChangesByDay(db, addDays(today, 1 - WEEK_DAYS)), today);
    return {
      today,
      asked: summary.asked,
      answered: summary.answered,
      parked: summary.parked,
      confirmLater: rows.filter((row) => row.confirmLater).length,
      services: new Set(rows.flatMap((row) => (row.subjectKind === 'service' ? [row.subject] : []))).size,
      ownership: summary.ownership,
      status: summary.status,
      domains: summary.byDomain.map(({ domain, name, asked, ownership }) => ({
        domain,
        name,
        asked,
        answered: asked - (ownership.find(({ key }) => key === 'unanswered')?.count ?? 0),
        ownership,
      })),
      gaps: gapsBySeverity(gaps, overdueNumbers(live, today)),
      gapDomains: gapsByDomain(gaps, catalogue.domains, (id) => catalogue.responsibility(id)?.domain ?? null),
      expiring: {
        count: expiring.length,
        next: expiring.slice(0, SHOWN).map(({ number, title, expires, links }) => ({
          number,
          title,
          expires,
          links,
        })),
      },
      actions: {
        live: live.length,
        overdue: live.filter((action) => action.overdue).length,
        next: live.slice(0, SHOWN),
      },
      week: {
        changes: days.reduce((sum, day) => sum + day.changes, 0),
        days,
        latest: listChanges(db, SHOWN, null).map(({ rev, at, who, summary, hash }) => ({
          rev,
          at,
          who,
          summary,
          hash,
        })),
      },
    };
  },
};
