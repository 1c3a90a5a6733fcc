// A folder as the page gets it: dropped, or chosen in the browser's own dialog, which also asks its reader.

/** A file with its way from the folder that was given, that folder's name included. */
export interface FolderFile {
  readonly file: File;
  readonly way: string;
}
/** Which files of a folder are wanted, by their way, and how many at the most. */
export interface FolderRule {
  readonly isWanted: (way: string) => boolean;
  readonly most: number;
}

/** As deep, and as many folders, as are looked into. */
const MAX_DEPTH = 20;
const MAX_FOLDERS = 20_000;

/** A folder that is not given as it is, in a sentence for whoever gave it. */
export class FolderProblem extends Error {}

/** The entries of a drop; to be asked for while the drop is handled, since they are gone afterwards. */
export const entriesOf = (items: DataTransferItemList): readonly FileSystemEntry[] =>
  [...items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));

/** The wanted files of what was dropped: files by themselves, and those in folders. Rejects with FolderProblem for none, or for too many. */
export async function filesOfEntries(
  entries: readonly FileSystemEntry[],
  rule: FolderRule,
): Promise<readonly FolderFile[]> {
  const found: FolderFile[] = [];
  const open = entries.map((entry) => ({ entry, way: entry.name, depth: 0 })).toReversed();
  let folders = 0;
  for (let next = open.pop(); next !== undefined && found.length <= rule.most; next = open.pop()) {
    const { entry, way, depth } = next;
    if (isFile(entry)) {
      // What was dropped by itself was meant.
      if (depth === 0 || rule.isWanted(below(way))) found.push({ file: await fileOf(entry), way });
      continue;
    }
    folders += 1;
    if (!isFolder(entry) || depth > MAX_DEPTH || folders > MAX_FOLDERS) continue;
    if (depth > 0 && !rule.isWanted(`${below(way)}/any.json`)) continue;
    const inside = (await childrenOf(entry)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const child of inside.toReversed())
      open.push({ entry: child, way: `${way}/${child.name}`, depth: depth + 1 });
  }
  return checked(found, rule, entries.map(({ name }) => name).join(', '));
}

/** The same of files that a browser's dialog gave with their ways. */
export function filesOfChosen(files: readonly File[], rule: FolderRule): readonly FolderFile[] {
  const found = files
    .map((file) => ({ file, way: file.webkitRelativePath }))
    .filter(({ way }) => rule.isWanted(below(way)));
  return checked(found, rule, files[0]?.webkitRelativePath.split('/')[0] ?? 'The folder');
}

/** The way from the folder that was given, wherever that one lies. */
const below = (way: string): string => way.slice(way.indexOf('/') + 1);

function checked(found: readonly FolderFile[], { most }: FolderRule, name: string): readonly FolderFile[] {
  if (found.length === 0)
    throw new FolderProblem(`${name} holds no file of a kind that is read. Give the files by themselves.`);
  if (found.length > most)
    throw new FolderProblem(
      `${name} holds more than the ${most} files that are read at once. Give the folders in it one at a time, or pack it as a ZIP file.`,
    );
  return found;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader gives a part at a time, and nothing at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
