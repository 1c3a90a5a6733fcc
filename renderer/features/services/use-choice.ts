import { useMemo, useState } from 'react';
import type { DiscoveredService, DiscoverReport } from '../../../main/contract/discover.ts';
import { accountsWithout, toAdd } from '../../../main/domain/services/to-add.ts';
import { useDemarcData } from '../../host/queries.ts';
import { addedWords, initiallyChosen } from './model.ts';

/** What a reader chooses of what was found, and the change that adds it. */
export function useChoice(report: DiscoverReport) {
  const environments = useDemarcData('environments.list', {});
  const [chosen, setChosen] = useState(() => initiallyChosen(report.services));
  const [runsAs, setRunsAs] = useState<ReadonlyMap<string, string>>(new Map());
  const [environment, setEnvironment] = useState('');
  const [withAccounts, setWithAccounts] = useState(false);
  const [byAccount, setByAccount] = useState(false);
  const accounts = accountsWithout(report);
  const fresh = useMemo(() => report.services.filter((service) => !service.alreadyInUse), [report]);
  // What is in use already can be in use once more: somebody else's copy of it, or another account's.
  const picked = report.services.filter((service) => chosen.has(service.ref));
  const choice = {
    services: picked,
    runsAs,
    byAccount,
    accounts: withAccounts ? accounts : [],
    ...(environment === '' ? {} : { environment }),
  };
  const input = toAdd(report, choice, environments);
  return {
    accounts,
    fresh,
    picked,
    input,
    /** What is added, in words; empty for nothing. */
    what: addedWords(input),
    isChosen: ({ ref }: DiscoveredService) => chosen.has(ref),
    choose: ({ ref }: DiscoveredService, on: boolean) =>
      setChosen((now) => new Set(on ? [...now, ref] : [...now].filter((other) => other !== ref))),
    chooseAll: (on: boolean) => setChosen(on ? initiallyChosen(report.services) : new Set()),
    runsAs: ({ ref, catalogueId }: DiscoveredService) => runsAs.get(ref) ?? catalogueId,
    setRunsAs: ({ ref }: DiscoveredService, id: string) => setRunsAs((now) => new Map(now).set(ref, id)),
    environment,
    setEnvironment,
    withAccounts,
    setWithAccounts,
    byAccount,
    setByAccount,
  };
}
