import type { DemarcEvent } from '../../contract/events.ts';
import type { Core } from '../../services/core.ts';
import type { EventAudience } from './idle.ts';

/** Proxies and sleeping laptops drop a silent connection; a comment line keeps it. */
const HEARTBEAT_MS = 20_000;

/** The event stream of one page: everything that the core announces, until the page or the host goes. */
export function openEventStream(
  core: Core,
  audience: EventAudience,
  headers: Readonly<Record<string, string>>,
): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      let waiting: DemarcEvent[] = [];
      const tell = () => {
        const events = waiting;
        waiting = [];
        for (const event of events) send(`data: ${JSON.stringify(event)}\n\n`);
      };
      // The answer to the call that brought it about leaves first: everything that is read again for an event takes its time.
      const unsubscribe = core.subscribe((event) => {
        if (waiting.length === 0) setImmediate(tell);
        waiting.push(event);
      });
      const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
      heartbeat.unref();
      const leave = audience.join(() => {
        tell();
        stop();
        controller.close();
      });
      stop = () => {
        stop = () => {};
        unsubscribe();
        waiting = [];
        clearInterval(heartbeat);
        leave();
      };
      send('retry: 1000\n\n');
    },
    cancel() {
      stop();
    },
  });
  const all = new Headers(headers);
  all.set('Content-Type', 'text/event-stream');
  all.set('Cache-Control', 'no-store');
  return new Response(stream, { headers: all });
}
