import type { GivenMapping } from '../../contract/methods/claims.ts';
import { columnLetters } from '../sheets/cell-address.ts';

type Remembered = Partial<Pick<GivenMapping[number], 'scheme' | 'words' | 'headerRows'>> & {
  readonly columns?: readonly { readonly column: number; readonly meaning: string }[];
};

/** What is remembered of a sheet, on one line: `A: control, C: owner; "Shared" means vendor and customer`. Throws on what is no JSON. */
export function mappingWords(json: string): string {
  const { columns = [], words = [], scheme, headerRows = 1 } = JSON.parse(json) as Remembered;
  const means = ([first, ...more]: readonly string[]) =>
    first === undefined ? 'nothing' : [first, ...more].join(' and ');
  return [
    columns
      .map(({ column, meaning }) => `${columnLetters(column)}: ${meaning.replaceAll('-', ' ')}`)
      .join(', '),
    ...(scheme ? [`control ids of ${scheme}`] : []),
    ...(headerRows === 1 ? [] : [`${headerRows} rows of headings`]),
    ...words.map(
      ({ word, means: said }) => `"${word}" means ${typeof said === 'string' ? said : means(said)}`,
    ),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** How a sheet is told from others: by its headings. */
export const headingsWords = (json: string): string =>
  `Sheets with the headings ${(JSON.parse(json) as readonly string[]).map((heading) => `"${heading}"`).join(', ')}`;
