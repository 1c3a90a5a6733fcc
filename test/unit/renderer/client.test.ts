import { describe, expect, test } from 'vitest';
import type { DemarcEvent, JobEvent } from '../../../main/contract/events.ts';
import type { Call, Reply } from '../../../main/contract/methods/method.ts';
import { createClient } from '../../../renderer/host/client.ts';
import { bareHost } from '../../support/bare-host.ts';

function hostThat(answer: (call: Call, emit: (event: DemarcEvent) => void) => Reply) {
  const calls: Call[] = [];
  let emit: (event: DemarcEvent) => void = () => {};
  const host = bareHost({
    call: async (call) => {
      calls.push(call);
      return answer(call, emit);
    },
    subscribe: (listener) => {
      emit = listener;
      return () => {};
    },
  });
  return { client: createClient(host), calls, emit: (event: DemarcEvent) => emit(event) };
}

const event = (patch: Partial<JobEvent>): JobEvent => ({
  type: 'job',
  workbook: 'w1',
  job: 'j1',
  name: 'workbook.verify',
  state: 'running',
  done: 0,
  total: null,
  label: '',
  ...patch,
});

describe('createClient', () => {
  test('a refusal is thrown with its code and sentence', async () => {
    const { client } = hostThat(() => ({
      ok: false,
      error: { code: 'NOT_FOUND', message: 'There is no such service.' },
    }));
    await expect(client.call('workbook.info', {}, 'w1')).rejects.toMatchObject({
      message: 'There is no such service.',
      failure: { code: 'NOT_FOUND' },
    });
  });

  test('a job reports progress and resolves with its result; other jobs do not disturb it', async () => {
    const { client, emit } = hostThat(() => ({ ok: true, value: { job: 'j1' } }));
    const seen: number[] = [];
    const running = client.runJob('workbook.verify', {}, 'w1', { onProgress: ({ done }) => seen.push(done) });
    await Promise.resolve();
    await Promise.resolve();
    emit(event({ job: 'j2', state: 'failed', error: { code: 'UNEXPECTED', message: 'another' } }));
    emit(event({ done: 3 }));
    emit(event({ done: 7 }));
    emit(event({ state: 'done', result: { ok: true } }));
    expect(await running).toEqual({ ok: true });
    expect(seen).toEqual([3, 7]);
  });

  test('a job that ends before its ticket arrives is not waited for in vain', async () => {
    const { client } = hostThat((_, emit) => {
      emit(event({ state: 'done', result: 'early' }));
      return { ok: true, value: { job: 'j1' } };
    });
    expect(await client.runJob('workbook.verify', {}, 'w1')).toBe('early');
  });

  test('aborting asks the host to cancel, and the job rejects when the host says so', async () => {
    const stop = new AbortController();
    const { client, calls } = hostThat((call, emit) => {
      if (call.name === 'app.cancelJob') emit(event({ state: 'cancelled' }));
      return { ok: true, value: { job: 'j1' } };
    });
    const running = client.runJob('workbook.verify', {}, 'w1', { signal: stop.signal });
    setTimeout(() => stop.abort());
    await expect(running).rejects.toMatchObject({ failure: { code: 'CANCELLED' } });
    expect(calls.at(-1)).toEqual({ name: 'app.cancelJob', input: { job: 'j1' } });
  });
});
