import { expect, it } from 'vitest';
import { findingsTitle, withoutFileName } from '../../main/domain/evidence/findings-title.ts';

it('a file of findings is told without its name to whoever is not to know it, and another title as it is', () => {
  for (const file of ['prowler-111122223333-Jane-Roe.csv', 'a (b).json', 'two\nlines.csv'])
    expect(withoutFileName(findingsTitle(file, 'prowler-csv'))).toBe('Findings (Prowler, CSV)');
  // As older workbooks call it.
  expect(withoutFileName('Findings: jane-roe.csv (prowler-csv)')).toBe('Findings (prowler-csv)');
  for (const title of ['Findings: what we saw', 'Findings: ours (so far)', 'SOC 2 report (2026)', 'Findings'])
    expect(withoutFileName(title)).toBe(title);
});
