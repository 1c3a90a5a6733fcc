import fc from '../../support/property.ts';
import { anyTarget, askWithoutKey, knownTargets, startBaitedHost } from '../../support/request-targets.ts';
import { fell, held, type Part } from '../part.ts';

const BUNDLE = 40;

/** Requests without the key to a server of the campaign's own, in every spelling: nothing but the page's files comes back. */
export const requests: Part = {
  name: 'requests',
  title: 'requests without the key',
  weight: 1,
  limitMs: 60_000,
  cases: 1000,
  async start(folder, seed) {
    const bait = await startBaitedHost(folder);
    const known = knownTargets(bait);
    return {
      async attempt({ n }) {
        const listed = known.slice(n * BUNDLE, (n + 1) * BUNDLE);
        const targets =
          listed.length > 0
            ? listed
            : fc.sample(anyTarget(bait.closed), { seed: seed * 7919 + n, numRuns: BUNDLE });
        const leaks = await askWithoutKey(bait, targets);
        return leaks.length === 0
          ? held('refused or a file of the page', targets.length)
          : fell('LEAK', leaks.slice(0, 3).join('; '));
      },
      stop: () => bait.close(),
    };
  },
};
