import { describe, expect, it, test } from 'vitest';
import type { MatrixReading } from '../../main/contract/claims.ts';
import { matrixAmong } from '../../main/importers/vendor-matrix/map-sheet.ts';
import {
  bookOf,
  missed,
  ownersOf,
  type PlannedSheet,
  type Rows,
  readRows,
} from '../support/rows-of-a-matrix.ts';

/** Of each claim: what is asked, its answer and what the vendor says. */
const answers = ({ claims }: MatrixReading) =>
  claims.map(
    ({ control, part, status, vendorText, text }) =>
      `${control}${part === null ? '' : `.${part}`}: ${[...status, vendorText ?? text ?? ''].filter((each) => each !== '').join(' | ')}`,
  );
const ASKED = 'Consensus Assessment Questions';
const ANSWERED = 'Consensus Assessment Answers';

describe("CSA's CAIQ before 4.0, which marks one of three columns", () => {
  const body: Rows = [
    [
      'Application Security',
      'AIS-01',
      'AIS-01.1',
      'Shall be designed.',
      'By standards?',
      'X',
      '',
      '',
      'See SDLC.',
    ],
    ['', '', 'AIS-01.2', '', 'Is code analysed?', '', 'x', '', 'Planned.'],
    ['Mobile', 'MOS-01', 'MOS-01.1', 'Shall be trained.', 'Are users trained?', '', '', 'X', ''],
  ];
  const group = ['Control Domain', 'Control ID', 'Question ID', 'Control Specification', ASKED];
  const former = ['Control Group', 'CGID', 'CID', 'Control Specification', ASKED];
  const SHEETS: readonly (readonly [string, PlannedSheet])[] = [
    ['headings in one row', { rows: [[...group, 'Yes', 'No', 'Not Applicable', 'Notes'], ...body] }],
    [
      'in two rows',
      {
        rows: [
          [...former, ANSWERED, '', '', 'Notes'],
          ['', '', '', '', '', 'Yes', 'No', 'Not Applicable'],
          ...body,
        ],
      },
    ],
    [
      'in three rows, merged, below a title, beside what CSA maps its controls to',
      {
        name: 'CAIQ v3.1',
        rows: [
          ['CONSENSUS ASSESSMENTS INITIATIVE QUESTIONNAIRE v3.1'],
          [...group, ANSWERED, '', '', 'Notes', 'CCM v3.0.1 Compliance Mapping', ''],
          ['', '', '', '', '', '', '', '', '', 'AICPA TSC 2009', 'NIST SP800-53 R3'],
          ['', '', '', '', '', 'Yes', 'No', 'Not Applicable'],
          ...body.map((row) => [...row, 'S3.10.0', 'SC-5']),
        ],
        merges: ['A2:A4', 'B2:B4', 'C2:C4', 'D2:D4', 'E2:E4', 'F2:H3', 'I2:I4', 'J2:K2', 'A5:A6', 'B5:B6'],
      },
    ],
  ];
  it.each(SHEETS)('%s: answers by question, no owner, ids of none that is known here', async (_, sheet) => {
    const reading = await readRows([sheet]);
    expect(missed(reading)).toEqual([]);
    expect(ownersOf(reading)).toEqual(['AIS-01.1: -', 'AIS-01.2: -', 'MOS-01.1: n/a']);
    expect(answers(reading)).toEqual([
      'AIS-01.1: Yes | See SDLC.',
      'AIS-01.2: No | Planned.',
      'MOS-01.1: Not Applicable',
    ]);
    expect(reading.claims.map(({ framework }) => framework)).toEqual([null, null, null]);
    expect(reading.notes.join()).toContain('of an older edition');
  });
  const of = (ids: readonly string[], title = '') =>
    readRows([
      {
        rows: [
          [title],
          ['Question ID', ASKED, 'Yes', 'No', 'N/A'],
          ...ids.map((id) => [id, 'Is it so?', 'x', '', '']),
        ],
      },
    ]).then(({ claims }) => claims.map(({ framework }) => framework));
  test('domains that came with 4.0, or its name, make them questions of 4.0', async () => {
    expect(await of(['AIS-01.1', 'A&A-01.1'])).toEqual(['csa-ccm-4.0', 'csa-ccm-4.0']);
    expect(await of(['AIS-01.1'], 'CAIQ v4.0.3')).toEqual(['csa-ccm-4.0']);
    expect(await of(['AIS-01.1'])).toEqual([null]);
  });
});

describe('the answer in a column of its own', () => {
  const row = (...marks: readonly string[]) =>
    readRows([
      ['#', 'Question', 'Yes', 'No', 'N/A', 'Comments'],
      ['1', 'Is it encrypted?', ...marks, ''],
    ]);
  it.each([
    [['x', '', ''], 'Yes'],
    [['', '✓', ''], 'No'],
    [['', '', 'X'], 'N/A'],
    [['Yes', '', ''], 'Yes'],
    [['', 'No', ''], 'No'],
    [['', '', 'n/a'], 'N/A'],
    [['TRUE', 'FALSE', 'FALSE'], 'Yes'],
    [['-', 'X', '-'], 'No'],
    [['☐', '☑', '☐'], 'No'],
    [['x: with KMS', '', ''], 'Yes | with KMS'],
    [['', '', ''], ''],
  ])('%j is %j', async (marks, answer) => {
    const reading = await row(...marks);
    expect([answers(reading), missed(reading)]).toEqual([[`Is it encrypted?: ${answer}`], []]);
    expect(reading.claims[0]?.owners).toEqual([]);
  });
  it.each([
    [['x', 'x', '']],
    [['Yes', 'No', '']],
    [['y', 'n', 'n/a']],
    [['No', '', '']],
    [['', 'Yes', '']],
    [['?', '', '']],
    [['We do it with KMS', '', '']],
  ])('%j is told and is no answer', async (marks) => {
    const reading = await row(...marks);
    expect([reading.claims[0]?.status, missed(reading)]).toEqual([[], marks.filter((each) => each !== '')]);
  });
  it.each([
    [['Nr.', 'Frage', 'Ja', 'Nein', 'Entfällt']],
    [['N°', 'Question', 'Oui', 'Non', 'Sans objet']],
    [['N.º', 'Pregunta', 'Sí', 'No', 'No aplica']],
    [['No.', 'Question', 'Y', 'N', 'NA']],
  ])('below %j', async (headings) => {
    const reading = await readRows([
      headings,
      ['1', 'Keys?', 'x'],
      ['2', 'Logs?', '', 'x'],
      ['3', 'Mobile?', '', '', 'x'],
    ]);
    expect(missed(reading)).toEqual([]);
    expect(ownersOf(reading)).toEqual(['Keys?: -', 'Logs?: -', 'Mobile?: n/a']);
  });
});

describe('questionnaires of a firm of its own', () => {
  it.each<readonly [Rows, readonly string[]]>([
    [
      [
        ['#', 'Question', 'Answer'],
        ['1', 'Is it encrypted?', 'Yes'],
        ['2', 'Where is it?', 'EU'],
      ],
      ['Is it encrypted?: Yes', 'Where is it?: EU'],
    ],
    [
      [
        ['No.', 'Question', 'Response', 'Comment'],
        ['1', 'Is it encrypted?', 'Yes', 'AES'],
        ['2', 'How many?', '3', ''],
      ],
      ['Is it encrypted?: Yes | AES', 'How many?: 3'],
    ],
    [
      [
        ['Ques Num', 'Question/Request', 'Response', 'Additional Information'],
        ['A. Risk'],
        ['A.1', 'Is there one?', 'No', 'Soon'],
      ],
      ['A.1: No | Soon'],
    ],
    [
      [
        ['Section', '#', 'Question', 'Vendor Response'],
        ['Keys', '1.1', 'Rotated?', 'Yes'],
        ['', '1.2', 'Backed up?', 'No'],
      ],
      ['Rotated?: Yes', 'Backed up?: No'],
    ],
    [
      [
        ['Question', 'Answer'],
        ['Is it encrypted?', 'Yes'],
        ['Where is it?', 'In Frankfurt and Dublin only'],
      ],
      ['Is it encrypted?: Yes', 'Where is it?: In Frankfurt and Dublin only'],
    ],
    [
      [
        ['Req ID', 'Requirement', 'Compliance (Y/N)', 'Vendor comments'],
        ['R1', 'Shall be encrypted', 'Y', 'AES'],
      ],
      ['R1: Y | AES'],
    ],
    [
      [
        ['Nr', 'Anforderung', 'Erfüllt', 'Bemerkung'],
        ['1', 'Daten verschlüsseln', 'Teilweise', 'AES'],
      ],
      ['Daten verschlüsseln: Teilweise | AES'],
    ],
    [
      [
        ['ID', 'Control', 'Question', 'Answer'],
        ['1', 'A.5.1', 'Policies?', 'Yes'],
        ['2', 'A.8.24', 'Keys?', 'Partially'],
      ],
      ['A.5.1: Yes', 'A.8.24: Partially'],
    ],
    [
      [
        ['#', 'Question', 'Answer', 'NIST 800-53'],
        ['1', 'Policies?', 'Yes', 'AC-1, PM-1'],
        ['2', 'Other?', 'No', ''],
      ],
      ['AC-1: Yes', 'PM-1: Yes', 'Other?: No'],
    ],
  ])('%j', async (rows, expected) => {
    const reading = await readRows(rows);
    expect([answers(reading), missed(reading)]).toEqual([expected, []]);
    expect(reading.claims.flatMap(({ owners }) => owners)).toEqual([]);
    for await (const batch of bookOf([{ rows }]).rows('Sheet1'))
      expect(matrixAmong(batch, 'table.csv')).toBe('of questions');
  });
  test('numbers that begin anew on every sheet make no one question of two', async () => {
    const sheet = (name: string, question: string) => ({
      name,
      rows: [
        ['#', 'Question', 'Answer'],
        ['1', question, 'Yes'],
      ],
    });
    const { claims } = await readRows([sheet('Access', 'Is there MFA?'), sheet('Keys', 'Are they rotated?')]);
    expect(claims.map(({ control, label }) => [control, label])).toEqual([
      ['Is there MFA?', '1: Is there MFA?'],
      ['Are they rotated?', '1: Are they rotated?'],
    ]);
  });
  test('of two columns of answers that differ none is taken, and what stands below the questions is none', async () => {
    const reading = await readRows([
      ['#', 'Question', 'Answer', 'Answer'],
      ['1', 'Encrypted?', 'Yes', 'No'],
      ['2', 'Logged?', 'Yes', 'yes'],
      ['Signed:', 'Ann Lee', '', ''],
    ]);
    expect([answers(reading), missed(reading)]).toEqual([
      ['Encrypted?: ', 'Logged?: Yes'],
      ['Yes', 'No'],
    ]);
    expect(reading.notes.join()).toContain('row 4');
  });
  test('an owner is read where one is named, and a mark below one column of answers is told', async () => {
    const reading = await readRows(
      [
        ['#', 'Question', 'Answer', 'Owner'],
        ['1', 'Encrypted?', 'Yes', 'Customer'],
        ['2', 'Logged?', 'X', 'anna schmidt'],
      ],
      {},
    );
    expect([ownersOf(reading), missed(reading)]).toEqual([
      ['Encrypted?: customer', 'Logged?: -'],
      ['X', 'anna schmidt'],
    ]);
  });
  it.each<readonly [Rows]>([
    [
      [
        ['Question', 'Answer'],
        ['KMS', 'Key management service'],
        ['S3', 'Object storage'],
      ],
    ],
    [
      [
        ['Service', 'Yes', 'No'],
        ['Amazon S3', 'x', ''],
        ['Amazon SQS', '', 'x'],
      ],
    ],
    [
      [
        ['Device name', 'Description', 'Compliance', 'OS'],
        ['laptop-1', 'of Ann', 'Compliant', 'macOS'],
        ['laptop-2', 'of Bob', 'Non-compliant', 'macOS'],
      ],
    ],
    [
      [
        ['Name', 'Serial', 'Compliant', 'Comments'],
        ['web-1', 'i-1', 'Yes', 'of Ann'],
        ['web-2', 'i-2', 'No', 'of Bob'],
      ],
    ],
  ])('%j is none', async (rows) => {
    expect((await readRows(rows)).claims).toEqual([]);
  });
  test('Yes and No below the names of parties are marks of these', async () => {
    const reading = await readRows([
      ['Control', 'Customer', 'AWS', 'N/A'],
      ['AC-1', 'Yes', 'No', ''],
      ['AC-2', 'No', 'Yes', ''],
    ]);
    expect(ownersOf(reading)).toEqual(['AC-1: customer', 'AC-2: vendor']);
  });
});
