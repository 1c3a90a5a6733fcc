import { getRouteApi } from '@tanstack/react-router';
import type { AudienceId } from '../../../main/contract/audience.ts';
import { FOR_INTERNAL_USE } from '../../../main/contract/audience.ts';
import { whyNoExtract } from '../../../main/domain/report/audience.ts';
import { useMarks } from '../../components/prepared/use-marks.ts';
import type { Value } from '../../host/client.ts';
import { useDemarcData } from '../../host/queries.ts';
import { today } from '../../lib/format.ts';
import type { ExportSearch } from './search.ts';

const route = getRouteApi('/w/$workbook/export');

/** What is wanted of a workbook, by the address of the screen: whose rows, as of which day, for whom; with what it comes to. */
export function useWanted(info: Value<'workbook.info'>) {
  const people = useDemarcData('people.list', {});
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // A person who has left the workbook meanwhile has no hand-out.
  const person = people.find((entry) => entry.id === search.person);
  const { rows, asOf, audience = 'internal' } = search;
  const day = asOf === undefined ? {} : { asOf };
  const limit = { ...day, ...(person ? { person: person.id } : {}), ...(rows ? { filter: rows } : {}) };
  const [marks, setMarks] = useMarks(info, audience);
  /** Why it cannot be prepared for this audience, as a sentence. */
  const refused = whyNoExtract({ ...FOR_INTERNAL_USE, audience }, { person: person?.id, filter: rows });
  const counts = useDemarcData('exports.counts', { ...limit, ...(refused === null ? { audience } : {}) });
  const goTo = (next: ExportSearch) => void navigate({ search: next, replace: true });
  const whom = search.audience === undefined ? {} : { audience: search.audience };
  return {
    people,
    person,
    rows,
    asOf,
    audience,
    marks,
    setMarks,
    prepared: { audience, ...marks },
    limit,
    refused,
    counts,
    limitTo: (next: ExportSearch) => goTo({ ...day, ...whom, ...next }),
    prepareFor(next: AudienceId) {
      const { audience: _, ...rest } = search;
      goTo(next === 'internal' ? rest : { ...rest, audience: next });
    },
    judgeAsOf(date: string | null) {
      const { asOf: _, ...rest } = search;
      goTo(date === null || date === today() ? rest : { ...rest, asOf: date });
    },
  };
}
export type Wanted = ReturnType<typeof useWanted>;
