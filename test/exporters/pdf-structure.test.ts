import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { PdfFile } from '../../main/exporters/reconcile/pdf-file.ts';
import { sampleReport } from '../support/sample-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'demarc-pdf-structure-'));
const path = join(folder, 'tagged.pdf');
const sample = sampleReport({ services: 3 });
const prepared = { ...sample.meta.prepared, classification: 'Confidential' };
const report = { ...sample, meta: { ...sample.meta, prepared } };
let file: PdfFile;

beforeAll(async () => {
  await writePdf(report, path, { signal: new AbortController().signal, progress: () => undefined });
  file = new PdfFile(path);
});
afterAll(() => {
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Element {
  readonly id: number;
  readonly type: string;
  readonly alt: boolean;
  readonly parent: number;
  readonly kids: readonly number[];
  readonly body: string;
}
function element(id: number): Element {
  const body = file.object(id);
  const kids = /\/K\[([^\]]*)\]/.exec(body)?.[1] ?? '';
  return {
    id,
    body,
    type: /\/S\/(\w+)/.exec(body)?.[1] ?? '',
    alt: /\/Alt[(<]/.test(body),
    parent: file.reference(body, 'P'),
    kids: [...kids.replace(/<<.*?>>/g, '').matchAll(/(\d+) 0 R/g)].map((match) => Number(match[1])),
  };
}
function tree(): Element[] {
  const root = file.object(file.reference(file.catalogue(), 'StructTreeRoot'));
  const found: Element[] = [];
  const visit = (id: number) => {
    const one = element(id);
    found.push(one);
    for (const kid of one.kids) visit(kid);
  };
  visit(Number(/\/K \[(\d+) 0 R\]/.exec(root)?.[1]));
  return found;
}

describe('the tagged PDF', () => {
  it('says its language and shows its title', () => {
    const catalogue = file.catalogue();
    expect(catalogue).toContain('/Lang (en)');
    expect(file.object(file.reference(catalogue, 'ViewerPreferences'))).toContain('/DisplayDocTitle true');
    expect(file.object(file.reference(catalogue, 'MarkInfo'))).toContain('/Marked true');
    expect(file.stream(file.reference(catalogue, 'Metadata')).toString('utf8')).toContain(
      `<rdf:li xml:lang="x-default">${report.meta.title}</rdf:li>`,
    );
  });
  it('tells running lines from the text: the mark at the head of each page, its foot, and what goes on from the page before', () => {
    for (const [index, page] of file.pages().entries()) {
      const content = file.stream(file.reference(file.object(page), 'Contents')).toString('latin1');
      const running = [...content.matchAll(/\/Artifact <<\/Type\/Pagination\/Subtype\/(\w+)>> BDC/g)];
      const kinds = running.map(([, kind]) => kind);
      expect(kinds.slice(0, 2)).toEqual(index === 0 ? ['Header'] : ['Header', 'Footer']);
      expect(['', 'Header']).toContain(kinds.slice(2).join(' '));
    }
  });
  it('has parts in reading order, each with one main heading', () => {
    const elements = tree();
    const titles = (elements[0]?.kids ?? []).map((id) => /\/T\(([^)]*)\)/.exec(file.object(id))?.[1]);
    expect(titles.slice(0, 4)).toEqual(['Cover', 'Contents', 'About this document', 'Summary']);
    expect(titles.at(-1)).toBe('Sign-off');
    const headings = elements.filter((one) => one.type === 'H1');
    expect(headings.length).toBe(titles.length - 1);
  });
  it('ties children and parents to each other', () => {
    for (const one of tree()) for (const kid of one.kids) expect(element(kid).parent).toBe(one.id);
  });
  it('gives every picture its words and every table row its heads', () => {
    const elements = tree();
    const byId = new Map(elements.map((one) => [one.id, one]));
    for (const one of elements) {
      if (one.type === 'Figure') expect(one.alt).toBe(true);
      if (one.type === 'TR') {
        expect(byId.get(one.parent)?.type).toBe('Table');
        expect(byId.get(one.kids[0] ?? 0)?.type).toBe('TH');
      }
      if (one.type === 'TH') expect(one.body).toMatch(/\/Scope\/(Row|Column)/);
    }
    const rows = elements.filter((one) => one.type === 'TH' && one.body.includes('/Scope/Row'));
    expect(rows.length).toBeGreaterThan(report.counts.rows);
  });
  it('leaves no content outside an element or an artifact', () => {
    const root = file.object(file.reference(file.catalogue(), 'StructTreeRoot'));
    const parents = new Map(
      [...root.matchAll(/^ {4}(\d+) \[([^\]]*)\]/gm)].map((match) => [Number(match[1]), match[2] ?? '']),
    );
    for (const page of file.pages()) {
      const dictionary = file.object(page);
      const content = file.stream(file.reference(dictionary, 'Contents')).toString('latin1');
      const key = Number(/\/StructParents (\d+)/.exec(dictionary)?.[1]);
      const marks = [...content.matchAll(/\/\w+ <<\/MCID (\d+)>> BDC/g)].map((match) => Number(match[1]));
      expect(marks).toEqual(marks.map((_, index) => index));
      expect([...(parents.get(key) ?? '').matchAll(/0 R/g)].length).toBe(marks.length);
      let depth = 0;
      for (const line of content.split('\n')) {
        if (/B[DM]C$/.test(line)) depth += 1;
        if (line === 'EMC') depth -= 1;
        if (/ (re f|S Q)$/.test(line)) expect(depth).toBeGreaterThan(0);
      }
      expect(depth).toBe(0);
    }
  });
});
