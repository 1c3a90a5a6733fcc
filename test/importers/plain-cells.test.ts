import { expect, it } from 'vitest';
import { Worksheet } from '../../main/importers/sheets/worksheet.ts';
import { readXml } from '../../main/importers/sheets/xml.ts';
import fc, { runs } from '../support/property.ts';

const world = {
  strings: { texts: ['shared', 'struck'], struck: new Map([[1, 'whole' as const]]) },
  formats: [
    { isDate: false, isStruck: false },
    { isDate: true, isStruck: true },
  ],
  from1904: false,
};

/** What a sheet comes to, or why it is refused; with `plain`, cells in plain form are read beside the parser. */
async function read(xml: string, piece: number, plain: boolean) {
  const sheet = new Worksheet(world, () => undefined);
  let beside = 0;
  const handlers = {
    open: sheet.open.bind(sheet),
    text: sheet.text.bind(sheet),
    close: sheet.close.bind(sheet),
    ...(plain
      ? {
          plain: {
            ...sheet.plain,
            read(text: string, from: number, within: string) {
              const end = sheet.plain.read(text, from, within);
              beside += end - from;
              return end;
            },
          },
        }
      : {}),
  };
  const bytes = new TextEncoder().encode(xml);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  let refusal: string | null = null;
  try {
    for await (const _ of readXml(pieces(), handlers));
  } catch (error) {
    refusal = String(error);
  }
  return { told: { rows: sheet.takeRows(), links: sheet.links, merges: sheet.merges, refusal }, beside };
}

const cells = [
  '<c r="A1"><v>1</v></c>',
  '<c r="B1" s="1"><v>46351</v></c>',
  '<c r="C1" t="s"><v>0</v></c>',
  '<c r="D1" s="1" t="s"><v>1</v></c>',
  '<c r="E1" s="0" t="inlineStr"><is><t>a &lt;b&gt; &amp;amp; é 東 c</t></is></c>',
  '<c r="F1" t="inlineStr"><is><t xml:space="preserve"> \n</t></is></c>',
  '<c r="G1" t="str"><v>_x0041_</v></c>',
  '<c r="H1" s="3"/>',
  '<c r="I1" t="b"><v>1</v></c>',
  '<c r="J1"><v></v></c>',
];
/** What is left to the parser, and what stands around cells without being one. */
const others = [
  '<c r="K1" t="s" s="0"><v>0</v></c>',
  '<c r="L1"><f>HYPERLINK("u:v")</f><v>2</v></c>',
  '<c r="M1" t="inlineStr"><is><r><t>x</t></r><r><rPr><strike/></rPr><t>y</t></r></is></c>',
  '<c r="N1" t="str"><v>&#65;]]&gt;\u{1f600}\r\n\u0085</v></c>',
  '<c r="?"><v>1</v></c>',
  '<x:c r="O1"><v>3</v></x:c>',
  ' \n',
  '\r',
  ']]>',
  '>',
  '&',
  '\u0001',
  '<!--',
  '-->',
  '<![CDATA[',
  '<?pi >',
  '?>',
];
const tags = ['row', 'c', 'v', 'f', 'is', 't', 'rPh', 'r'].flatMap((name) => [`<${name}>`, `</${name}>`]);
const sheets = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...cells) },
      { weight: 2, arbitrary: fc.constantFrom('</row><row r="2">', '</row><row>', ...others) },
      { weight: 1, arbitrary: fc.constantFrom(...tags) },
    ),
    { maxLength: 14 },
  )
  .map((parts) => `<worksheet><sheetData><row r="1">${parts.join('')}</row></sheetData></worksheet>`);

it('cells that are read beside the parser come to what the parser tells of them, however the file is cut and broken', async () => {
  let beside = 0;
  await fc.assert(
    fc.asyncProperty(sheets, fc.integer({ min: 1, max: 400 }), async (xml, piece) => {
      const plain = await read(xml, piece, true);
      beside += plain.beside;
      expect(plain.told).toEqual((await read(xml, piece, false)).told);
    }),
    { numRuns: runs(300) },
  );
  expect(beside).toBeGreaterThan(0);
});

it('the cells of an export and of other programs are read beside the parser', async () => {
  const xml = `<worksheet><sheetData><row r="1">${cells.join('')}</row></sheetData></worksheet>`;
  const { beside, told } = await read(xml, 10_000, true);
  expect(beside).toBe(cells.join('').length);
  expect(told.refusal).toBeNull();
});
