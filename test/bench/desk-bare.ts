import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';

/** What the grid that is measured shows, in pixels and numbers. */
export interface GridShape {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly column: number;
  readonly row: number;
  readonly head: number;
  readonly first: number;
}
/** Bare pages in the same browser, without any logic of ours, over a server that does one thing. */
export interface BareDesk {
  /** All cells of the grid as plain HTML in a box that scrolls. */
  grid(shape: GridShape): Promise<Page>;
  /** One field whose text a key changes; the key also sends a request, which is answered when `write` has returned. */
  field(): Promise<Page>;
  /** A key fetches `card` and then draws `html` by `css`. */
  card(parts: { readonly html: string; readonly css: string; readonly card: string }): Promise<Page>;
  close(): Promise<void>;
}

/** `write` is what the field's request waits for. */
export async function bareDesk(browser: Browser, write: () => void): Promise<BareDesk> {
  const documents = new Map<string, string>();
  const server = createServer((request, response) => {
    const { url = '/', method } = request;
    request.resume();
    request.on('end', () => {
      if (method === 'POST') write();
      response.writeHead(200, {
        'content-type': method === 'POST' || url.endsWith('.json') ? 'application/json' : 'text/html',
      });
      response.end(method === 'POST' ? '{"ok":true}' : (documents.get(url) ?? ''));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const show = async (path: string, html: string): Promise<Page> => {
    documents.set(path, `<!doctype html><meta charset="utf-8">${html}`);
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(`${address}${path}`);
    return page;
  };
  return {
    grid: (shape) => show('/grid', gridPage(shape)),
    field: () => show('/field', FIELD_PAGE),
    card(parts) {
      documents.set('/card.json', parts.card);
      return show('/card', cardPage(parts));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function gridPage({ width, height, columns, rows, column, row, head, first }: GridShape): string {
  const many = <T>(count: number, make: (at: number) => T) =>
    Array.from({ length: count }, (_, at) => make(at));
  const cells = many(
    columns,
    (at) => `<div class="cell"><span class="${at % 3 ? 'c' : 'a'}">C</span></div>`,
  ).join('');
  const lines = many(
    rows,
    (at) => `<div class="row"><div class="first">Duty number ${at}</div>${cells}</div>`,
  );
  const heads = many(columns, (at) => `<div class="service">svc-${at}</div>`);
  return `<style>
    body { margin: 0; font: 13px sans-serif }
    [role="grid"] { width: ${width}px; height: ${height}px; overflow: auto }
    .row, .head { display: flex; width: ${first + columns * column}px; height: ${row}px }
    .head { position: sticky; top: 0; z-index: 3; height: ${head}px; background: white }
    .first { position: sticky; left: 0; z-index: 2; flex: none; width: ${first}px; box-sizing: border-box; overflow: hidden; background: white }
    .service { flex: none; width: ${column}px; writing-mode: vertical-rl }
    .cell { flex: none; width: ${column}px; box-sizing: border-box; padding: 1px 2px }
    .cell span { display: block; height: 100%; border-radius: 2px; line-height: ${row - 2}px; text-align: center }
    .a { background: #f5c56b } .c { background: #8db7f0 }
  </style>
  <div role="grid"><div class="head"><div class="first"></div>${heads.join('')}</div>${lines.join('')}</div>`;
}

const FIELD_PAGE = `<div role="gridcell" data-card tabindex="0" aria-label="before">before</div>
<script>
  const field = document.querySelector('[role="gridcell"]');
  field.addEventListener('keydown', ({ key }) => {
    if (key.length > 1) return;
    field.textContent = key + ' at ' + performance.now();
    field.setAttribute('aria-label', field.textContent);
    fetch('/write', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key }) });
  });
</script>`;

const cardPage = ({
  html,
  css,
}: {
  readonly html: string;
  readonly css: string;
}): string => `<style>${css}</style>
<button id="opens">Open</button><div id="place"></div>
<script>
  const html = ${JSON.stringify(html).replaceAll('<', '\\u003c')};
  document.querySelector('#opens').addEventListener('keydown', async ({ key }) => {
    const place = document.querySelector('#place');
    if (key !== 'Enter') { place.textContent = ''; return; }
    await (await fetch('/card.json')).json();
    place.innerHTML = html;
  });
</script>`;
