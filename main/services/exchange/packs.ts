import { basename, dirname, join } from 'node:path';
import { AUDIENCES } from '../../contract/audience.ts';
import { invalidInput } from '../../contract/errors.ts';
import type { packs } from '../../contract/methods/packs.ts';
import { preparedOf } from '../../domain/report/audience.ts';
import type { PackTask } from '../../jobs/pack-tasks.ts';
import { besideTarget, cannotWrite } from '../../jobs/write-beside.ts';
import { makeSealedFolder, type SealedFolder } from '../../platform/sealed-folder.ts';
import { listEvidence } from '../../workbook/tables/evidence.ts';
import { readWorkbook } from '../../workbook/tables/workbook.ts';
import type { Handlers } from '../context.ts';
import { layoutKnown } from './layouts.ts';
import { openOrFile } from './open-or-file.ts';

export const packHandlers: Handlers<typeof packs> = {
  plan({ db }) {
    const contents = new Map<string, number>();
    let references = 0;
    let referenceBytes = 0;
    let notes = 0;
    let links = 0;
    for (const { kind, sha256, size } of listEvidence(db)) {
      if (kind === 'note') notes += 1;
      else if (kind === 'link') links += 1;
      else if (kind === 'reference') {
        references += 1;
        referenceBytes += size ?? 0;
      } else if (sha256 !== null) contents.set(sha256, size ?? 0);
    }
    const bytes = [...contents.values()].reduce((sum, size) => sum + size, 0);
    return { files: contents.size, bytes, references, referenceBytes, notes, links };
  },

  async write(
    { session, db, core, catalogue, keys, clock, files, signal, progress },
    { target, password, asOf, sign, passphrase, layouts, requests, timestamp, ...given },
  ) {
    const prepared = preparedOf(given, readWorkbook(db));
    const { noPack } = AUDIENCES[prepared.audience];
    if (noPack !== null)
      throw invalidInput(`${noPack} Nothing was written. Export the Excel workbook and the PDF instead.`);
    for (const { layout } of layouts) layoutKnown(catalogue, layout);
    const path = files.targetOf(target);
    const signer = sign ? keys.unlock(passphrase) : null;
    const pack = (to: string, sealed?: PackTask['sealed']) =>
      core.runTask(
        {
          kind: 'pack',
          workbook: session.readFrom,
          path: to,
          prepared,
          layouts: layouts.map(({ layout, vantage, framework, packageOverview }) => ({
            layout,
            ...(vantage === undefined ? {} : { vantage }),
            ...(framework === undefined ? {} : { framework }),
            ...(packageOverview === undefined ? {} : { packageOverview }),
          })),
          ...(timestamp === undefined
            ? {}
            : { timestamp: { name: files.nameOf(timestamp), path: files.pathOf(timestamp) } }),
          ...(requests === undefined
            ? {}
            : { requests: { name: files.nameOf(requests), path: files.pathOf(requests) } }),
          asOf: asOf ?? clock.today(),
          appVersion: core.version,
          ...(signer === null ? {} : { signer }),
          ...(sealed === undefined ? {} : { sealed }),
        },
        { signal, progress },
      );
    const named = { name: files.nameOf(target), handle: target };
    if (password === undefined) return { ...(await pack(path)), ...named };
    // Says now what cannot be written. Until the pack is encrypted it lies beside its target, where nobody can read it.
    besideTarget(path);
    const scratch = sealedBeside(path);
    const sealed = { path: scratch.path, key: scratch.key };
    try {
      const plain = join(scratch.path, basename(path));
      const written = await pack(plain, sealed);
      // A thread of its own: the memory of the first is given back before this one takes its own.
      const encrypted = await core.runTask(
        {
          kind: 'encrypt-pack',
          plain,
          sealed,
          sha256: written.sha256,
          path,
          password,
          modified: clock.now(),
        },
        { signal, progress },
      );
      return { ...written, ...encrypted, encrypted: true, ...named };
    } finally {
      scratch.remove();
    }
  },

  async verify(context, { file, password, against }) {
    const { core, files } = context;
    const report = await core.runTask(
      {
        kind: 'verify-pack',
        path: files.pathOf(file),
        name: files.nameOf(file),
        ...(password === undefined ? {} : { password }),
        ...(against === undefined
          ? {}
          : {
              against: openOrFile(
                context,
                against,
                'No workbook is open to hold the pack against. Name its file.',
              ),
            }),
      },
      context,
    );
    const { signature } = report;
    return { ...report, known: signature === null ? null : core.keys.knows(signature).known };
  },
};

/** A sealed folder beside the target; a refusal in words where the folder may not be written or has no room. */
function sealedBeside(path: string): SealedFolder {
  try {
    return makeSealedFolder(dirname(path), '.demarc-pack-');
  } catch (error) {
    throw cannotWrite(error, path) ?? error;
  }
}
