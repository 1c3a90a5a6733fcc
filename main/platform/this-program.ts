import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { arch, availableParallelism, freemem, platform, release, totalmem } from 'node:os';
import { dirname } from 'node:path';

const GIB = 2 ** 30;
const inGiB = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

/** The machine as far as a fault may depend on it; nothing that tells whose it is. */
export function machineFacts(): [name: string, value: string][] {
  const { electron, chrome, node, v8 } = process.versions;
  return [
    ['System', `${platform()} ${release()}, ${arch()}`],
    [
      'Runtime',
      [...(electron ? [`Electron ${electron}`, `Chromium ${chrome}`] : []), `Node ${node}`, `V8 ${v8}`].join(
        ', ',
      ),
    ],
    ['Processors', String(availableParallelism())],
    ['Memory', `${inGiB(totalmem())}, ${inGiB(freemem())} of it free`],
  ];
}

/** By which Linux names a file system, for those on which people keep workbooks. */
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  61267: 'ext4',
  1481003842: 'XFS',
  2435016766: 'Btrfs',
  16914836: 'in memory',
  26985: 'NFS',
  4283649346: 'SMB',
  4266872130: 'SMB',
  19780: 'FAT',
  538032816: 'exFAT',
  1397109069: 'NTFS',
  1702057286: 'FUSE',
  2035054128: 'overlay',
  16914839: '9P',
};

/** Whether a folder is there, can be written, how much room it has and on what it lies; never what it is called. */
export function folderFacts(folder: string): string {
  let nearest = folder;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  const facts = [existsSync(folder) ? 'there' : 'not there yet'];
  try {
    accessSync(nearest, constants.W_OK);
    facts.push('can be written');
  } catch {
    facts.push('cannot be written');
  }
  try {
    const { type, bavail, bsize } = statfsSync(nearest);
    facts.push(`${inGiB(bavail * bsize)} free`);
    if (process.platform === 'linux') facts.push(FILE_SYSTEMS[type] ?? `file system 0x${type.toString(16)}`);
  } catch {
    facts.push('room unknown');
  }
  return facts.join(', ');
}
