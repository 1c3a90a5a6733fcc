import { describe, expect, it } from 'vitest';
import { extract } from '../../main/domain/report/extract.ts';
import { extractWords } from '../../main/domain/report/report.ts';
import { type FilterNames, filterWords } from '../../main/domain/words/filter-words.ts';
import { sampleReport } from '../support/sample-report.ts';

const report = sampleReport({ services: 6 });
const all = [...report.rows()];
const [first] = all.filter((row) => row.subjectKind === 'service');
if (!first) throw new Error('The sample has no service.');
const by = ['service orders'];
const rowsOf = (refs: Iterable<string>) => ({ refs: new Set(refs), by });

describe('an extract', () => {
  it('holds exactly the rows asked for, and everything else follows from them', () => {
    const wanted = all.filter((_, index) => index % 3 === 0);
    const refs = new Set(wanted.map(({ ref }) => ref));
    const made = extract(report, { rows: rowsOf(refs) });
    expect([...made.rows()]).toEqual(wanted);
    expect([...made.rows()], 'can be walked again').toEqual(wanted);
    expect(made.counts).toMatchObject({
      rows: wanted.length,
      answered: wanted.filter(({ ownership }) => ownership.kind !== 'unanswered').length,
      notes: wanted.filter(({ note }) => note !== null).length,
      evidence: report.evidence.filter(({ links }) => links.some((ref) => refs.has(ref))).length,
    });
    expect(made.counts.answered).toBeLessThan(made.counts.rows);
    expect(made.evidence.flatMap(({ links }) => links).every((ref) => refs.has(ref))).toBe(true);
    expect(new Set(made.people.map(({ id }) => id))).toEqual(
      new Set(wanted.flatMap(({ shares }) => shares.flatMap(({ person }) => person ?? []))),
    );
    for (const service of made.services) {
      const own = wanted.filter(({ subject }) => subject === service.ref);
      expect(service.asked).toBe(own.length);
      expect(service.answered).toBe(own.filter(({ ownership }) => ownership.kind !== 'unanswered').length);
    }
    expect(made.matrix.cells).toHaveLength(
      report.matrix.cells.filter(([subject, duty]) =>
        refs.has(`${report.matrix.subjects[subject]?.ref}/${report.matrix.responsibilities[duty]?.id}`),
      ).length,
    );
    expect(made.signOffs).toEqual([]);
  });

  it('takes along what is said of a service as a whole only when the whole service is in it', () => {
    const gap = {
      rule: 'review-overdue',
      severity: 'low' as const,
      sentence: 'Overdue.',
      ref: null,
      subject: first.subject,
      responsibility: null,
      action: null,
    };
    const told = { ...report, gaps: [gap] };
    const own = all.filter(({ subject }) => subject === first.subject).map(({ ref }) => ref);
    expect(extract(told, { rows: rowsOf(own) }).gaps).toEqual([gap]);
    expect(extract(told, { rows: rowsOf(own.slice(1)) }).gaps).toEqual([]);
    expect(extract(told, { rows: rowsOf(own), person: 'nobody' }).gaps).toEqual([]);
  });

  it('of one person and a filter holds what fits both, and says so', () => {
    const person = report.people.find(({ id }) =>
      all.some(({ subject, shares }) => subject === first.subject && shares.some((s) => s.person === id)),
    );
    if (!person) throw new Error('The sample names nobody at its first service.');
    const own = all.filter(({ subject }) => subject === first.subject);
    const both = own.filter(({ shares }) => shares.some((share) => share.person === person.id));
    const made = extract(report, { rows: rowsOf(own.map(({ ref }) => ref)), person: person.id });
    expect([...made.rows()]).toEqual(both);
    expect(made.meta.title).toBe(`Extract of the hand-out for ${person.name}: ${report.meta.title}`);
    expect(extractWords(made)).toBe(
      `only ${both.length} of ${all.length} rows: service orders, person ${person.name}`,
    );
    expect(made.meta.scopeNote).toContain(
      `An extract: it holds only the ${both.length} of ${all.length} rows that fit: service orders, person ${person.name}.`,
    );
  });

  it('is named as such; the whole report is none', () => {
    const made = extract(report, { rows: rowsOf([first.ref]) });
    expect(made.meta.title).toBe(`Extract: ${report.meta.title}`);
    expect(made.meta.person).toBeNull();
    expect(made.meta.digest).toBe(report.meta.digest);
    expect(extractWords(made)).toBe(`only 1 of ${all.length} rows: service orders`);
    expect(extractWords(report)).toBeNull();
  });
});

describe('a filter in words', () => {
  const none = new Map<string, string>();
  const names: FilterNames = {
    subjects: new Map([['orders-db', 'Orders DB']]),
    domains: new Map([['resilience', 'Backups']]),
    environments: none,
    parties: new Map([['organisation', 'Acme']]),
    people: none,
    gaps: new Map([['unanswered', 'Unanswered']]),
    frameworks: new Map([['nist-csf-2.0', 'NIST CSF']]),
  };
  it('names what it points at, and calls by its id what is not known', () => {
    expect(
      filterWords(
        {
          subject: 'orders-db',
          domain: 'resilience',
          environment: 'gone',
          party: 'organisation',
          person: 'ann',
          ownership: 'shared',
          status: 'in-progress',
          review: 'accepted',
          gap: 'unanswered',
          checks: 'failed',
          control: 'nist-csf-2.0/PR.DS-11',
          parked: true,
          confirmLater: false,
          text: ' key rotation ',
        },
        names,
      ),
    ).toEqual([
      'service Orders DB',
      'domain Backups',
      'environment gone',
      'owner Acme',
      'owner Shared',
      'person ann',
      'status In progress',
      'review Accepted',
      'gap Unanswered',
      'a failed automated check',
      'control PR.DS-11 of NIST CSF',
      'parked',
      'nothing to confirm',
      'text "key rotation"',
    ]);
  });
  it('is empty for what filters nothing', () => {
    expect(filterWords({}, names)).toEqual([]);
    expect(filterWords({ text: '  ' }, names)).toEqual([]);
  });
});
