import { expect, test } from 'vitest';
import { idScheme, parseControlIds } from '../../main/domain/controls/control-ids.ts';

const read = (scheme: string, text: string) => {
  const found = idScheme(scheme)?.parse(text);
  return found ? `${found.control}${found.part === null ? '' : ` ${found.part}`}` : null;
};
const cases = (scheme: string, table: Readonly<Record<string, string | null>>) => {
  for (const [text, expected] of Object.entries(table)) expect(read(scheme, text), text).toBe(expected);
};

test('NIST SP 800-53: padded or not, with parts and enhancements', () => {
  cases('nist-800-53', {
    'AC-1': 'AC-1',
    'AC-01': 'AC-1',
    'ac-1': 'AC-1',
    'AC - 1': 'AC-1',
    'AC\u20111 (a)': 'AC-1 a',
    'AC-1(a)': 'AC-1 a',
    'AC-1 (a)': 'AC-1 a',
    'AC-01 (a)': 'AC-1 a',
    'AC-1a': 'AC-1 a',
    'AC-1a.': 'AC-1 a',
    'AC-1.a': 'AC-1 a',
    'AU-2 a.': 'AU-2 a',
    'AC-1 (a)(1)(a) Req.': 'AC-1 a(1)(a)',
    'AC-2(1)': 'AC-2(1)',
    'AC-02 (01)': 'AC-2(1)',
    'AC-2.1': 'AC-2(1)',
    'AC-02 (07) (a)': 'AC-2(7) a',
    'AC-2: (j)': 'AC-2 j',
    'AC-1 (a)(1)': 'AC-1 a(1)',
    'AC-1(a)(01)(b)': 'AC-1 a(1)(b)',
    'CM-8(3)(a)': 'CM-8(3) a',
    'AC-17 (2) ': 'AC-17(2)',
    'AC-2 Account Management': 'AC-2',
    'AC-2(1): Automated management': 'AC-2(1)',
    'AC-2 (L)(M)(H)': 'AC-2',
    'AC-2 (1) (M)(H)': 'AC-2(1)',
    'AC-3 (L) (M)': 'AC-3',
    'AC-4 (M, H)': 'AC-4',
    // A baseline, or part h.
    'PE-3 (H)': null,
    'AC-1 (A)': 'AC-1 a',
    'AC-2(H)': 'AC-2 h',
    'AC-2 (h)': 'AC-2 h',
    'AC-2.x': null,
    'ZZ-1': null,
    'AC-123': null,
    AC: null,
    'Access Control': null,
    'The AC-2 control': null,
  });
});

test('the other frameworks', () => {
  cases('csa-ccm', {
    'A&A-01.1': 'A&A-01 1',
    'A & A-1': 'A&A-01',
    'IAM-05.2': 'IAM-05 2',
    'I&S-03': 'I&S-03',
    'XYZ-01': null,
  });
  cases('pci-dss', {
    '1.2.1': '1.2.1',
    '1.2.1.a': '1.2.1 a',
    '1.2.1a': '1.2.1 a',
    '9.3.x': null,
    'Requirement 12.8.5': '12.8.5',
    'Req. 3.1 Retention is limited': '3.1',
    'PCI DSS 10.2.1': '10.2.1',
    'A1.1.1': 'A1.1.1',
    '1': null,
    '13.1': null,
    '2026-11-25': null,
    'v4.0.1': null,
  });
  cases('soc2', { 'CC6.1': 'CC6.1', 'cc 6.1': 'CC6.1', 'A1.2': 'A1.2', 'PI1.3': 'PI1.3', CC6: null });
  cases('iso-27001', {
    'A.5.1': 'A.5.1',
    '5.01': 'A.5.1',
    'A 8.34 Audit tests': 'A.8.34',
    '4.1': null,
    'A.5.1.1': null,
  });
  cases('nist-csf', { 'PR.AA-01': 'PR.AA-01', 'pr.aa-1': 'PR.AA-01', 'PR.AA': null });
  cases('hipaa', {
    '164.308(a)(1)(i)': '164.308(a)(1)(i)',
    '§ 164.308 (a) (1) (i)': '164.308(a)(1)(i)',
    '165.3': null,
  });
  cases('cmmc', { 'AC.L2-3.1.1': '3.1.1', '3.01.01': '3.1.1', 'AC.L1-3.1.1[a]': '3.1.1 a', '3.1': null });
});

test('several ids in one cell are all read, or none', () => {
  const scheme = idScheme('nist-800-53');
  if (!scheme) throw new Error('no scheme');
  const ids = (text: string) => parseControlIds(text, scheme)?.map(({ control }) => control) ?? null;
  expect(ids('AC-2, AC-3; AC-04\nAC-5 and AC-6')).toEqual(['AC-2', 'AC-3', 'AC-4', 'AC-5', 'AC-6']);
  expect(ids('AC-2 Accounts, groups and roles')).toEqual(['AC-2']);
  expect(ids('groups, AC-2')).toBeNull();
  expect(ids('AC-2, AC3')).toBeNull();
  expect(ids('AC-6 and AC-7')).toEqual(['AC-6', 'AC-7']);
  expect(ids('AC-6/AC-7 & AC-8')).toEqual(['AC-6', 'AC-7', 'AC-8']);
  expect(ids('AC-2 Accounts and roles of 2 kinds')).toEqual(['AC-2']);
  expect(ids('AC-2 Accounts and AC-3')).toEqual(['AC-2', 'AC-3']);
  expect(ids('AC-2 Accounts/AC-3 or so/roles')).toBeNull();
});

test('a range of ids is not read as its first one', () => {
  const ids = (id: string, text: string) => {
    const found = idScheme(id);
    return found && parseControlIds(text, found);
  };
  for (const text of [
    'AC-2 - AC-4',
    'AC-2 through AC-4',
    'AC-2 to AC-4, AC-6',
    'AC-2(1) - (4)',
    'AC-2 \u2013 5',
  ])
    expect(ids('nist-800-53', text), text).toBeNull();
  for (const text of ['1.2.6 - 1.2.8', '1.2.6-1.2.8', '1.2.6...1.2.8'])
    expect(ids('pci-dss', text), text).toBeNull();
  expect(ids('nist-800-53', 'AC-2 - Account management')).toHaveLength(1);
  expect(ids('csa-ccm', 'A & A-01')).toHaveLength(1);
});
