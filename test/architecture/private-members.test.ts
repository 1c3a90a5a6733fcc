import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';

/**
 * What the exporters reach of two libraries past their public interface, because it offers no other way. A new version may have renamed
 * any of it without a word: so both are pinned, and whoever changes the pin looks at these places first, then at the tests of the
 * exporters, which read every file back through other readers.
 */
const REACHED = [
  {
    library: 'exceljs',
    version: '4.4.0',
    folder: 'main/exporters/xlsx',
    members: {
      'book.ts': ['zip'],
      'package-writer.ts': ['_definedNames'],
      'sheet-tail.ts': [
        '_write',
        '_writeAutoFilter',
        '_writeHyperlinks',
        '_writeLegacyData',
        '_writeSheetProtection',
      ],
      'sheet.ts': ['_hyperlinks', '_merges', '_sheetRelsWriter'],
    },
  },
  {
    library: 'pdfkit',
    version: '0.20.2',
    folder: 'main/exporters/pdf',
    members: {
      'book.ts': ['_root'],
      'conformance.ts': ['_root'],
      'font-tables.ts': ['_font', '_tables'],
      'raw-document.ts': ['_offset', '_offsets', '_root', '_write'],
      'scripts/anchors.ts': ['_layoutEngine'],
      'scripts/composites.ts': ['_addGlyph'],
    },
  },
] as const;

describe.each(REACHED)('$library', ({ library, version, folder, members }) => {
  it('stays at the version whose private members were read', () => {
    const own = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
    expect(own.dependencies[library]).toBe(version);
    const there = JSON.parse(readFileSync(join(PROJECT, 'node_modules', library, 'package.json'), 'utf8'));
    expect(there.version).toBe(version);
  });

  it('is reached past its interface only where it is known to be', () => {
    const found = Object.fromEntries(
      readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => [name.replaceAll('\\', '/'), privateMembers(join(PROJECT, folder, name))] as const)
        .filter(([, names]) => names.length > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    expect(found).toEqual(members);
  });
});

/** Names with an underscore in front, and what is asked of a part that the types do not tell of. */
function privateMembers(path: string): string[] {
  const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const named = [...code.matchAll(/\.(_[a-z]\w*)/g)].map(([, name = '']) => name);
  const cast = [...code.matchAll(/as unknown as \{ (zip)\b/g)].map(([, name = '']) => name);
  return [...new Set([...named, ...cast])].sort();
}
