import { BlobReader, BlobWriter, configure, ZipWriter } from '@zip.js/zip.js';

configure({ useWebWorkers: false });

/** A ZIP file of these texts or bytes under these names, in this order. */
export async function makeZip(entries: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { extendedTimestamp: false });
  for (const [name, content] of Object.entries(entries))
    await writer.add(
      name,
      new BlobReader(new Blob([content as BlobPart])),
      // What an OpenDocument file is has to be readable at its beginning.
      name === 'mimetype' ? { level: 0 } : {},
    );
  const blob = await writer.close();
  return Buffer.from(await blob.arrayBuffer());
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a smallest workbook with these sheets; each is the inside of its `worksheet` element. */
export function bookParts(
  sheets: Readonly<Record<string, string>>,
  more: { readonly strings?: string; readonly styles?: string; readonly workbookPr?: string } = {},
): Record<string, string> {
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return {
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}">${more.workbookPr ?? ''}<sheets>${names
      .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, index) => relation(`s${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
      .join('')}${more.strings === undefined ? '' : relation('t', 'sharedStrings', 'sharedStrings.xml')}${
      more.styles === undefined ? '' : relation('y', 'styles', 'styles.xml')
    }</Relationships>`,
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet>${sheets[name]}</worksheet>`,
      ]),
    ),
    ...(more.strings === undefined ? {} : { 'xl/sharedStrings.xml': more.strings }),
    ...(more.styles === undefined ? {} : { 'xl/styles.xml': more.styles }),
  };
}
