import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { until } from './driver.ts';
import { answerBoxes, boxes, keptIn, logOf, onlyWorkbook, typeUnsaved } from './scenarios.ts';
import { makeShop } from './small-shop.ts';
import { endAll, type StandInApp, standIn } from './stand-in-driver.ts';

const made = temporaryFolder();
beforeAll(() => void makeShop(made));
afterAll(endAll);

/** A shell with the workbook open, in a folder of its own. */
async function launch(name: string) {
  const folder = join(made, name);
  mkdirSync(folder, { recursive: true });
  const shop = join(folder, 'shop.demarc');
  copyFileSync(join(made, 'shop.demarc'), shop);
  return { folder, shop, dataDir: join(folder, 'data'), ...(await opened(folder)) };
}
async function opened(folder: string) {
  const app = standIn({ dataDir: join(folder, 'data'), args: [join(folder, 'shop.demarc')] });
  const [page] = await app.pages(1);
  if (!page) throw new Error('no page');
  return { app, page };
}
/** What Windows asks at the end of its session; whether it waits. */
const endSession = (app: StandInApp, reasons: readonly string[]) =>
  app.evaluate(
    ({ BrowserWindow }, why) =>
      (
        BrowserWindow.getAllWindows()[0] as unknown as { endSession(of: readonly string[]): boolean }
      ).endSession(why),
    reasons,
  );

describe.concurrent('a window that is to go', () => {
  it('a page that hangs: waiting or loading it anew is offered, once, and the question goes when it answers again', async () => {
    const { app, dataDir } = await launch('hang');
    await app.evaluate(({ dialog }) => {
      const asked: {
        message: string;
        buttons: string[];
        signal: AbortSignal;
        answer(button: string): void;
      }[] = [];
      Object.assign(globalThis, { asked });
      dialog.showMessageBox = ((...args: unknown[]) => {
        const { message, buttons = [], signal } = args.at(-1) as Electron.MessageBoxOptions;
        return new Promise((resolve) => {
          const answer = (button: string) =>
            resolve({ response: buttons.indexOf(button), checkboxChecked: false });
          asked.push({ message, buttons, signal: signal as AbortSignal, answer });
        });
      }) as typeof dialog.showMessageBox;
    });
    const say = (event: string) =>
      app.evaluate(({ BrowserWindow }, name) => void BrowserWindow.getAllWindows()[0]?.emit(name), event);
    const asked = () =>
      app.evaluate(() =>
        (
          globalThis as unknown as { asked: { message: string; buttons: string[]; signal: AbortSignal }[] }
        ).asked.map(({ message, buttons, signal }) => [message, buttons.join('/'), signal.aborted] as const),
      );
    const answer = (button: string) =>
      app.evaluate((_electron, wanted) => {
        (globalThis as unknown as { asked: { answer(button: string): void }[] }).asked.at(-1)?.answer(wanted);
      }, button);
    const question = 'The page of Demarc does not answer';
    await say('unresponsive');
    await say('unresponsive');
    expect(await asked()).toEqual([[question, 'Wait/Reload', false]]);
    await say('responsive');
    expect(await asked()).toEqual([[question, 'Wait/Reload', true]]);
    await answer('Wait');

    await say('unresponsive');
    expect(await asked()).toHaveLength(2);
    const loads = () =>
      app.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.routingId ?? 0,
      );
    const before = await loads();
    await answer('Reload');
    await until(async () => (await loads()) > before, 'the page is loaded anew');
    await app.pages(1);
    // It was wanted: nothing ended unexpectedly.
    expect(logOf(dataDir)).not.toContain('ended unexpectedly');
    // A session that ends whatever a program says is not held up.
    await endSession(app, ['critical', 'logoff']).catch(() => undefined);
    expect(await app.ended()).toBeNull();
  });

  it('two clicks on Close are one wish: what is typed is saved, and there is one question', {
    tags: 'long',
  }, async () => {
    const { app, page, shop } = await launch('clicks');
    await answerBoxes(app, 'Stay');
    await typeUnsaved(page, await onlyWorkbook(page), 'typed before two clicks');
    await page.evaluate(() => {
      const world = globalThis as unknown as {
        addEventListener(name: string, listener: (event: { preventDefault(): void }) => void): void;
        holds: boolean;
      };
      world.holds = true;
      world.addEventListener('beforeunload', (event) => {
        if (world.holds) event.preventDefault();
      });
    });
    const clickTwice = () =>
      app.evaluate(({ BrowserWindow }) => {
        for (let clicks = 0; clicks < 2; clicks += 1) BrowserWindow.getAllWindows()[0]?.close();
      });
    await clickTwice();
    await until(async () => (await boxes(app)).length > 0, 'it is asked');
    // What a second wish would have led to is under way as long as the first was.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(await boxes(app)).toEqual(['Something that was typed is not saved']);
    await page.evaluate(() => {
      (globalThis as unknown as { holds: boolean }).holds = false;
    });
    await clickTwice();
    expect(await app.ended()).toBe(0);
    expect(keptIn(shop)).toContain('typed before two clicks');
  });

  it('the end of a session of Windows waits until what is typed is saved and the workbook is one file', async () => {
    const { app, page, folder, shop } = await launch('session');
    await typeUnsaved(page, await onlyWorkbook(page), 'typed before shutting down');
    expect(await endSession(app, ['shutdown'])).toBe(true);
    expect(await app.ended()).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['data', 'shop.demarc']);
    expect(keptIn(shop)).toContain('typed before shutting down');
  });
});
