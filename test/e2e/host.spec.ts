import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';

let folder: string;
/** Beside the folder, of which the tests say what else is left in it: nothing. */
let data: string;
let served: Served;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-host-'));
  data = mkdtempSync(join(tmpdir(), 'demarc-host-data-'));
  copyExample(folder);
  served = await serve(['serve', 'shop.demarc'], { cwd: folder, env: { DEMARC_DATA_DIR: data } });
});
test.afterAll(async () => {
  expect(await served.stop()).toBe(0);
  expect(readdirSync(folder)).toEqual(['shop.demarc']);
  for (const made of [folder, data]) rmSync(made, { recursive: true, force: true });
});

/** Everything that the browser complains about, the policy first of all. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  return heard;
}

test('the page starts under the shipped policy, hides its key, and survives a reload', async ({ page }) => {
  const heard = complaints(page);
  await page.goto(served.url);
  await expect(page.getByText('orders-db').first()).toBeVisible();
  expect(page.url()).not.toMatch(/code|token/);
  expect(page.url()).not.toContain(served.token);
  await page.reload();
  await expect(page.getByText('orders-db').first()).toBeVisible();
  for (const screen of ['scope', 'walk', 'matrix', 'evidence', 'export']) {
    await page.goto(`${served.address}/#/w/${served.workbook?.id}/${screen}`);
    await page.waitForLoadState('networkidle').catch(() => undefined);
  }
  expect(heard).toEqual([]);
});

test('nothing runs in the page that was not shipped with it', async ({ page }) => {
  await page.goto(served.url);
  await expect(page.getByText('orders-db').first()).toBeVisible();
  const ran = await page.evaluate(async () => {
    const globals = window as unknown as Record<string, unknown>;
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.handlerRan = true');
    image.src = '/nothing.png';
    document.body.append(image);
    const frame = document.createElement('iframe');
    frame.srcdoc = '<script>parent.frameRan = true</script>';
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const outside = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'blocked',
    );
    return { inline: globals.inlineRan, handler: globals.handlerRan, frame: globals.frameRan, outside };
  });
  expect(ran).toEqual({ inline: undefined, handler: undefined, frame: undefined, outside: 'blocked' });
});

test('a page without the key is told what to do, and gets nothing', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${served.address}/`);
  await expect(page.getByText(/without its key/)).toBeVisible();
  await page.context().close();
});

test('a start address opens one page; the next one opens another, even in a tab that shows Demarc', async ({
  page,
  browser,
}) => {
  const { url } = served;
  await page.goto(url);
  await expect(page.getByText('orders-db').first()).toBeVisible();
  const second = await (await browser.newContext()).newPage();
  await second.goto(url);
  await expect(second.getByText(/has been used already/)).toBeVisible();
  // Only the fragment changes: the page has to notice by itself.
  await second.goto(served.url);
  await expect(second.getByText('orders-db').first()).toBeVisible();
  await second.context().close();
});

test.describe('another program on this machine', () => {
  let other: Server;
  let address: string;
  test.beforeAll(async () => {
    other = createServer((_request, answer) => {
      answer.setHeader('content-type', 'text/html');
      answer.end('<!doctype html><title>other</title>');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  });
  test.afterAll(() => void other.close());

  test('cannot read or change anything through a browser that is signed in', async ({ page }) => {
    await page.goto(served.url);
    await expect(page.getByText('orders-db').first()).toBeVisible();
    const evidence = `${served.address}/evidence/${served.workbook?.id}/1`;
    expect(await page.evaluate(async (url) => (await fetch(url)).status, evidence)).toBe(200);

    // The same browser and the same site, as cookies see it: only the port differs.
    await page.goto(address);
    const got = await page.evaluate(
      async ({ target, token, picture }) => {
        const attempt = async (url: string, init?: RequestInit) =>
          fetch(url, init).then(
            async (answer) => (answer.type === 'opaque' ? 'opaque' : answer.text()),
            () => 'blocked',
          );
        const loads = (tag: 'img' | 'script' | 'iframe') =>
          new Promise<string>((resolve) => {
            const element = document.createElement(tag);
            element.onload = () => resolve('loaded');
            element.onerror = () => resolve('blocked');
            element.src = picture;
            document.body.append(element);
            setTimeout(() => resolve('blocked'), 1_500);
          });
        const listens = new Promise<string>((resolve) => {
          const source = new EventSource(`${target}/events`, { withCredentials: true });
          source.onopen = () => resolve('open');
          source.onerror = () => resolve('blocked');
        });
        const headers = { 'content-type': 'application/json', 'x-demarc-token': token };
        return {
          read: await attempt(picture, { credentials: 'include' }),
          call: await attempt(`${target}/rpc/app.info`, {
            method: 'POST',
            credentials: 'include',
            headers,
            body: '{"input":{}}',
          }),
          simple: await attempt(`${target}/rpc/app.info`, {
            method: 'POST',
            credentials: 'include',
            mode: 'no-cors',
            body: '{"input":{}}',
          }),
          image: await loads('img'),
          script: await loads('script'),
          listens: await listens,
        };
      },
      { target: served.address, token: served.token, picture: evidence },
    );
    expect(got).toMatchObject({
      read: 'blocked',
      call: 'blocked',
      image: 'blocked',
      script: 'blocked',
      listens: 'blocked',
    });
    expect(['blocked', 'opaque']).toContain(got.simple);
  });
});
