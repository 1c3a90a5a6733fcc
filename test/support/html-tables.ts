import { execFileSync } from 'node:child_process';
import { findCommand } from './programs.ts';

/** Python, whose reader of HTML knows nothing of ours; null where it is not installed. */
export const python = findCommand('python3');

const READER = `
import html.parser, json, sys
class P(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(); self.tags = {}; self.hrefs = []; self.on = []; self.data = []; self.tables = []; self.cell = None
    def handle_starttag(self, tag, attrs):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for name, value in attrs:
            if name in ('href', 'src'): self.hrefs.append(value)
            if name.startswith('on') or name == 'style': self.on.append(name)
            if tag == 'table' and name == 'aria-label': self.tables.append({'name': value, 'rows': []})
        if tag == 'tr': self.tables[-1]['rows'].append([])
        if tag in ('td', 'th'): self.cell = ''
        if tag == 'br' and self.cell is not None: self.cell += chr(10)
    def handle_startendtag(self, tag, attrs): self.handle_starttag(tag, attrs)
    def handle_endtag(self, tag):
        if tag in ('td', 'th') and self.cell is not None:
            self.tables[-1]['rows'][-1].append(self.cell); self.cell = None
    def handle_data(self, data):
        self.data.append(data)
        if self.cell is not None: self.cell += data
p = P(); p.feed(open(sys.argv[1], encoding='utf-8', newline='').read()); p.close()
print(json.dumps({'tags': p.tags, 'hrefs': p.hrefs, 'on': p.on, 'text': ''.join(p.data), 'tables': p.tables}))
`;

export interface HtmlFound {
  /** How many elements of each kind. */
  readonly tags: Readonly<Record<string, number>>;
  readonly hrefs: readonly string[];
  /** Attributes that run or style something. */
  readonly on: readonly string[];
  readonly text: string;
  /** Cells by row, heads included. */
  readonly tables: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[];
}

/** A page as another reader finds it. */
export const readHtml = (path: string): HtmlFound =>
  JSON.parse(execFileSync(python ?? 'python3', ['-c', READER, path], { encoding: 'utf8', maxBuffer: 1e9 }));
