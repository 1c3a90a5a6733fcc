import { afterEach, expect, test, vi } from 'vitest';
import { connectHost } from '../../../renderer/host/connect.ts';

afterEach(() => vi.unstubAllGlobals());

test("a window of the shell without its bridge says what is wrong, not that a browser's key is missing", async () => {
  vi.stubGlobal('window', {});
  vi.stubGlobal('location', { protocol: 'demarc-app:' });
  await expect(connectHost()).rejects.toMatchObject({
    failure: { code: 'UNSUPPORTED_HERE', message: expect.stringContaining('a part of Demarc is missing') },
  });
});
