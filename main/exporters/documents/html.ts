import {
  type Block,
  type BlockColumn,
  type DocumentLogo,
  type DocumentModel,
  fittedSize,
} from '../../domain/report/document.ts';
import { linkAddress } from '../../domain/words/link-address.ts';
import { escapeHtml, PAGE_END, pageHead, printedMark } from '../html/page.ts';
import { PAGE_STYLE } from '../html/style.ts';
import { stretches } from '../right-to-left.ts';
import { plainText } from './plain-text.ts';

/** On a narrow screen each row is a list of its cells, each below the title of its column. */
const STYLE = `${PAGE_STYLE}
td,th,dd,p{white-space:pre-wrap}
tbody th{width:auto}
tbody{break-inside:auto}
@media (max-width:44rem){
body{padding:1.25rem 1rem 3rem}
.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tbody tr{display:block}
colgroup{display:none}
tbody tr{padding:.6rem 0;border-top:1px solid var(--line)}
tbody tr>*{display:block;padding:.1rem 0}
tbody tr+tr td{border-top:0}
tbody tr>:empty{display:none}
tbody td::before{content:attr(data-title);display:block;color:var(--soft);font-size:.8rem}
}
@media print{nav{display:none}.page{break-before:page}}
`;

const shown = (text: string): string => escapeHtml(plainText(text));
const broken = (lines: readonly string[]): string => lines.join('<br/>');
/** What somebody wrote, line by line; whoever holds it says that its direction is its own. */
const written = (text: string): string => broken(shown(text).split('\n'));
/** A sentence of ours: it runs left to right, and what it quotes in its own direction. */
const sentence = (text: string): string =>
  stretches(text)
    .map((piece) => (piece.runsLeft ? `<bdi>${shown(piece.text)}</bdi>` : written(piece.text)))
    .join('');
/** The first line is ours, each below it somebody's. */
function composed(text: string): string {
  const [first = '', ...others] = text.split('\n');
  return broken([sentence(first), ...others.map((line) => `<bdi>${shown(line)}</bdi>`)]);
}
const OWN = ' dir="auto"';

function cell(text: string, column: BlockColumn | undefined, head: boolean): string {
  const name = head ? 'th scope="row"' : `td data-title="${shown(column?.title ?? '')}"`;
  const end = head ? 'th' : 'td';
  if (column?.composed) return `<${name}>${composed(text)}</${end}>`;
  const address = column?.links ? linkAddress(text) : null;
  const words =
    address === null
      ? written(text)
      : `<a href="${escapeHtml(address)}" rel="noreferrer noopener">${written(text)}</a>`;
  return `<${name}${OWN}>${words}</${end}>`;
}

function blockHtml(block: Block, id: string): string {
  switch (block.kind) {
    case 'heading': {
      const tag = block.below ? 'h3' : 'h2';
      return `<${tag} id="${id}"${block.newPage ? ' class="page"' : ''}${OWN}>${written(block.text)}</${tag}>\n`;
    }
    case 'paragraph': {
      const look = block.quiet ? ' class="soft"' : '';
      return block.composed
        ? `<p${look}>${sentence(block.text)}</p>\n`
        : `<p${look}${OWN}>${written(block.text)}</p>\n`;
    }
    case 'facts': {
      const value = (text: string) =>
        block.composed ? `<dd>${sentence(text)}</dd>` : `<dd${OWN}>${written(text)}</dd>`;
      return `<dl class="facts">\n${block.facts.map(([name, text]) => `<dt>${written(name)}</dt>${value(text)}\n`).join('')}</dl>\n`;
    }
    case 'table': {
      const { columns } = block;
      const all = columns.reduce((sum, { width }) => sum + width, 0);
      const widths = columns.map(({ width }) => `<col width="${Math.round((100 * width) / all)}%"/>`);
      const heads = columns.map(({ title }) => `<th scope="col">${written(title)}</th>`);
      const rows = block.rows.map(
        (row) => `<tr>${row.map((text, at) => cell(text, columns[at], at === 0)).join('')}</tr>\n`,
      );
      return `<table aria-label="${shown(block.name)}">\n<colgroup>${widths.join('')}</colgroup>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>\n${rows.join('')}</tbody>\n</table>\n`;
    }
  }
}

/** Room of a logo, in pixels of a screen. */
const LOGO_BOX = { width: 240, height: 90 };
/** The picture is a part of the page: nothing is fetched. */
function logoHtml(logo: DocumentLogo): string {
  const { width, height } = fittedSize(logo, LOGO_BOX);
  return `<div class="logo"><img src="data:${logo.mediaType};base64,${logo.data}" alt="${shown(logo.alt)}" width="${Math.round(width)}" height="${Math.round(height)}"/></div>\n`;
}

/** From so many headings on a page says at its beginning what is in it. */
const CONTENTS_FROM = 3;

/**
 * A document as one HTML page, well-formed also as XML: no script, nothing fetched. What stands in the workbook is text, and a
 * link only where a column has links and the address is one to follow.
 */
export function documentHtml({ title, subtitle, blocks, source, mark, logo }: DocumentModel): string {
  const ids = blocks.map((_, at) => `part-${at + 1}`);
  const entries = blocks.flatMap((block, at) =>
    block.kind === 'heading' && !block.below
      ? [`<li><a href="#${ids[at]}"><bdi>${written(block.text)}</bdi></a></li>\n`]
      : [],
  );
  const contents =
    entries.length < CONTENTS_FROM ? '' : `<nav aria-label="Contents"><ul>\n${entries.join('')}</ul></nav>\n`;
  return [
    pageHead(title, `${STYLE}${printedMark(mark)}`, logo !== undefined),
    `<header>\n${mark === null ? '' : `<p class="mark">${written(mark)}</p>\n`}${logo === undefined ? '' : logoHtml(logo)}<h1>${sentence(title)}</h1>\n<p class="lead">${sentence(subtitle)}</p>\n</header>\n`,
    contents,
    '<main>\n',
    ...blocks.map((block, at) => blockHtml(block, ids[at] ?? '')),
    `</main>\n<footer><p>${sentence(source)}</p></footer>\n`,
    PAGE_END,
  ].join('');
}
