import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { Marked } from 'marked';
import { build, type Plugin } from 'vite';
import { iconPng, readIcon } from './main/packaging/icon.ts';

const at = (path: string) => resolve(import.meta.dirname, path);
/** The launcher builds beside the last build and swaps the two, so that nobody starts half of one. */
const outDir = (part: string) => resolve(process.env.DEMARC_OUT_DIR ?? at('out'), part);

/** The dev server's address; main/hosts/dev.ts hands the same one to the hosts. */
const DEV_PORT = Number(process.env.DEMARC_DEV_PORT ?? 5173);

/**
 * Makes a module of a page of the guide (docs/): its title and its HTML, with its pictures as files of the program. Other pages of the
 * guide are links within the program; what lies outside of it stands there as text.
 */
const guidePages = (): Plugin => ({
  name: 'guide-pages',
  enforce: 'pre',
  transform(text, id) {
    if (!/\/docs\/[\w-]+\.md$/.test(id)) return null;
    const [, title = '', body = ''] = /^# (.+)\n([\s\S]*)$/.exec(text) ?? [];
    const pictures: string[] = [];
    const marked = new Marked({
      renderer: {
        image: ({ href, text: alt }) => `<img alt="${alt}" src="\0${pictures.push(href) - 1}\0">`,
        link({ href, tokens }) {
          const words = this.parser.parseInline(tokens);
          const page = /^([\w-]+)\.md$/.exec(href)?.[1];
          return page === undefined ? words : `<a href="#/guide/${page}">${words}</a>`;
        },
      },
    });
    const html = JSON.stringify(marked.parse(body, { async: false }));
    return [
      ...pictures.map((picture, n) => `import p${n} from './${picture}';`),
      `export const title = ${JSON.stringify(title)};`,
      `export const html = ${html.replace(/\\u0000(\d+)\\u0000/g, '" + p$1 + "')};`,
    ].join('\n');
  },
});

/** The icon as a picture, for windows on Linux, which take theirs from a file and read no SVG. */
const iconPicture = (): Plugin => ({
  name: 'icon-picture',
  apply: 'build',
  generateBundle() {
    const drawing = readIcon(readFileSync(at('renderer/public/icon.svg'), 'utf8'));
    this.emitFile({ type: 'asset', fileName: 'icon.png', source: iconPng(drawing, 256) });
  },
});

/** The page of those who take part in a room: a page of its own, with no part of the program in it. */
const roomPage = (): Plugin => ({
  name: 'room-page',
  apply: 'build',
  async closeBundle() {
    await build({
      configFile: false,
      logLevel: 'warn',
      root: at('renderer/room'),
      publicDir: at('renderer/public'),
      plugins: [react()],
      build: { outDir: join(outDir('renderer'), 'room'), emptyOutDir: true, assetsInlineLimit: 0 },
    });
  },
});

export default defineConfig({
  main: {
    publicDir: false,
    build: {
      outDir: outDir('main'),
      // Read from their packages they are hundreds of files, most of which nobody asks for: half of what a thread's start takes.
      externalizeDeps: { exclude: ['zod', 'yaml', 'kysely', 'selfsigned'] },
      sourcemap: true,
      rolldownOptions: {
        input: {
          electron: at('main/hosts/electron/main.ts'),
          cli: at('main/hosts/cli/main.ts'),
          worker: at('main/jobs/worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    publicDir: false,
    build: {
      outDir: outDir('preload'),
      rolldownOptions: {
        input: { index: at('preload/index.ts') },
        // A sandboxed preload cannot load ES modules, nor anything but `electron`: one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [guidePages(), iconPicture(), roomPage(), react()],
    build: {
      outDir: outDir('renderer'),
      minify: true,
      // The policy allows no `data:` addresses, so nothing may be inlined as one.
      assetsInlineLimit: 0,
      // A screen is a file of its own; the styles are one file, what the start needs is another, and what several screens share beside it
      // a third. In a file for each piece a first screen was forty requests; in one file of styles their order is the same, whichever
      // screen came first.
      cssCodeSplit: false,
      rolldownOptions: {
        input: at('renderer/index.html'),
        output: {
          codeSplitting: {
            groups: [
              { name: 'first', tags: ['$initial'], priority: 1 },
              {
                name: 'shared',
                test: /[\\/](?:renderer|main[\\/](?:contract|domain))[\\/]/,
                minShareCount: 2,
              },
            ],
          },
        },
      },
    },
    server: {
      host: '127.0.0.1',
      port: DEV_PORT,
      strictPort: true,
      fs: { allow: [at('.')] },
      // The page comes from our own host, not from this server; only hot reload talks to it directly.
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: DEV_PORT },
    },
  },
});
