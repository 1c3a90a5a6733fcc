import type { EventEmitter } from 'node:events';

/** What the runtime around the program is like: told by the test that starts it. */
export interface Facts {
  readonly packaged: boolean;
  /** The platform whose rules hold. */
  readonly platform: NodeJS.Platform;
  /** Events that never come: `ready-to-show` on some Wayland desktops (electron/electron#48859). */
  readonly withheld: readonly string[];
  /** Arguments as they were typed, without the program itself. */
  readonly args: readonly string[];
  readonly executable: string;
  readonly documents: string;
  /** Source of a function that gets the module before the program starts, as Playwright's own loader lets no test do. */
  readonly before: string | null;
}
export const facts: Facts = JSON.parse(process.env.DEMARC_STAND_IN ?? '{}');

/** Between this process, which is the browser's, and the test, which has the pages. */
export type Message = { readonly kind: string } & Record<string, unknown>;

const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
let last = 0;

export const tell = (message: Message): void => {
  if (process.connected) process.send?.(message);
};
/** Asks the pages' side, and waits for its word. */
export function ask<T>(message: Message): Promise<T> {
  last += 1;
  const id = last;
  return new Promise<T>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    tell({ ...message, id });
  });
}

type Answer = (message: Message) => unknown;
const answers = new Map<string, Answer>();
export const onMessage = (kind: string, answer: Answer): void => void answers.set(kind, answer);

process.on('message', async (raw: unknown) => {
  const message = raw as Message;
  if (message.kind === 'answer') {
    const asked = waiting.get(message.to as number);
    waiting.delete(message.to as number);
    if (message.error === undefined) asked?.resolve(message.value as never);
    else asked?.reject(new Error(String(message.error)));
    return;
  }
  try {
    const value = await answers.get(message.kind)?.(message);
    if (message.id !== undefined) tell({ kind: 'answer', to: message.id, value });
  } catch (error) {
    if (message.id !== undefined) tell({ kind: 'answer', to: message.id, error: wordsOf(error) });
  }
});

/** As lib/browser/ipc-dispatch.ts hands an error of a handler on: in words alone. */
export const wordsOf = (error: unknown): string => String(error);

export interface StandInEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}
/** shell/common/gin_helper/event.h: one object, of which JavaScript may prevent what would follow. */
export function makeEvent<T extends object>(more: T = {} as T): StandInEvent & T {
  const event = {
    ...more,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}
/** Emits with an event of its own; true when somebody prevented it. */
export function emit(emitter: EventEmitter, name: string, ...args: unknown[]): boolean {
  const event = makeEvent();
  if (!facts.withheld.includes(name)) emitter.emit(name, event, ...args);
  return event.defaultPrevented;
}
