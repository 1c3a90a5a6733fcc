import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { DemarcEvent } from '../../../main/contract/events.ts';
import type { Reply } from '../../../main/contract/methods/method.ts';
import { createClient } from '../../../renderer/host/client.ts';
import { keyOf } from '../../../renderer/host/invalidation.ts';
import { createQueryClient } from '../../../renderer/host/query-client.ts';
import { bareHost } from '../../support/bare-host.ts';
import fc, { runs } from '../../support/property.ts';

/** A host whose replies and events come when they are let go. */
function slowHost() {
  let rev = 0;
  let hear: (event: DemarcEvent) => void = () => {};
  const replies: (() => void)[] = [];
  const events: DemarcEvent[] = [];
  const host = bareHost({
    call: () => {
      const said: Reply = { ok: true, value: rev };
      return new Promise((resolve) => replies.push(() => resolve(said)));
    },
    subscribe: (listener) => {
      hear = listener;
      return () => {};
    },
  });
  return {
    client: createClient(host),
    change: () => {
      rev += 1;
      events.push({ type: 'changed', workbook: 'w1', rev, origin: 'window-2', entities: ['assignment'] });
    },
    reply: () => replies.shift()?.(),
    tell: () => {
      const event = events.shift();
      if (event) hear(event);
    },
    waiting: () => replies.length + events.length,
    rev: () => rev,
  };
}

/** What happens to one query: the workbook changes, a reply or an event arrives, a screen that shows it comes or goes, or it is read ahead. */
const step = fc.constantFrom('change', 'reply', 'tell', 'show', 'hide', 'prefetch');
const rest = () => new Promise((resolve) => setTimeout(resolve));

test('whatever overtakes what, a screen comes to show what the workbook holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const host = slowHost();
      const queries = createQueryClient(host.client);
      const options = {
        queryKey: keyOf('w1', 'actions.list', {}),
        queryFn: () => host.client.call('actions.list', {}, 'w1') as Promise<unknown>,
      };
      const observer = new QueryObserver(queries, options);
      let hide: (() => void) | null = null;
      const play = (name: string) => {
        if (name === 'change') host.change();
        if (name === 'reply') host.reply();
        if (name === 'tell') host.tell();
        if (name === 'show') hide ??= observer.subscribe(() => {});
        if (name === 'prefetch') void queries.prefetchQuery(options);
        if (name === 'hide') {
          hide?.();
          hide = null;
        }
      };
      for (const name of steps) {
        play(name);
        await rest();
      }
      play('show');
      for (let quiet = 0; quiet < 2; quiet = host.waiting() > 0 ? 0 : quiet + 1) {
        play('tell');
        play('reply');
        await rest();
      }
      expect(observer.getCurrentResult().data).toBe(host.rev());
      play('hide');
      queries.clear();
    }),
    { numRuns: runs(100) },
  );
});
