import { basename, join } from 'node:path';
import type { CatalogueIndex } from '../catalogue/lookup.ts';
import { DemarcError } from '../contract/errors.ts';
import type { WrittenPack } from '../contract/packs.ts';
import type { LayoutToPack } from '../exporters/pack/write-pack.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { listLayouts, writerFor } from './layout-writers.ts';
import type { PackTask } from './pack-tasks.ts';
import type { TaskControls } from './tasks.ts';
import { incomplete } from './write-beside.ts';

/** The layouts that go into a pack: each is written and read back when the pack asks for it. */
export class PackedLayouts {
  readonly written: WrittenPack['layouts'][number][] = [];
  readonly #db: ReadDb;
  readonly #catalogue: CatalogueIndex;
  readonly #task: PackTask;
  readonly #controls: TaskControls;
  readonly #scratch: string;

  constructor(
    db: ReadDb,
    catalogue: CatalogueIndex,
    task: PackTask,
    controls: TaskControls,
    scratch: string,
  ) {
    this.#db = db;
    this.#catalogue = catalogue;
    this.#task = task;
    this.#controls = controls;
    this.#scratch = scratch;
  }

  async *files(): AsyncGenerator<LayoutToPack> {
    const names = new Set<string>();
    for (const wanted of this.#task.layouts ?? []) {
      const about = listLayouts(this.#catalogue).find(({ id }) => id === wanted.layout);
      const writer = await writerFor(this.#db, this.#catalogue, { ...this.#task, ...wanted });
      if (about === undefined || writer === undefined) continue;
      const plain = [wanted.layout, wanted.vantage, wanted.framework].filter(Boolean).join(' ');
      const name = `${plain.replaceAll(':', '-').replaceAll(' ', '-')}.${about.format}`;
      // The same one from the same seat is in already.
      if (names.has(name)) continue;
      names.add(name);
      const path = join(this.#scratch, `layout-${names.size}.${about.format}`);
      await inItsName(about.title, () => writer.write(path, this.#controls));
      const { problems } = await writer.reconcile(path);
      if (problems.length > 0) throw incomplete(basename(this.#task.path), problems, { problems });
      this.written.push({ layout: about.id, file: `layouts/${name}`, leftOut: writer.leftOut });
      yield { id: about.id, title: about.title, vantage: writer.vantage, name, path };
    }
  }
}

/** A refusal of one of several layouts says which. */
async function inItsName(title: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof DemarcError) || error.code !== 'NOTHING_TO_SAY') throw error;
    throw new DemarcError(
      error.code,
      `${title}: ${error.message} No pack was written; leave this layout out of it.`,
    );
  }
}
