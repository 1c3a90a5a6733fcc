import { loadCatalogue } from '../../main/catalogue/load.ts';
import type { FormPart } from './form-files.ts';

// CSA's questionnaires as they are given out: a stamp or a title, the headings, one row a question, merged cells of the control.

export const listed = (sqref: string, words: string) =>
  `<dataValidation type="list" sqref="${sqref}"><formula1>"${words}"</formula1></dataValidation>`;
/** The questions of a framework by number. */
export const questions = (framework: string): readonly string[] =>
  loadCatalogue()
    .frameworks.find(({ id }) => id === framework)
    ?.controls.flatMap((control) => control.questions ?? []) ?? [];

/** The sheet of the CAIQ of an edition, with all its questions. */
export const caiq = (framework: string): FormPart => ({
  rows: [
    ['CONSENSUS ASSESSMENT INITIATIVE QUESTIONNAIRE'],
    [
      'Question ID',
      'Question',
      'CSP CAIQ Answer',
      'SSRM Control  Ownership',
      'CSP Implementation Description (Optional/Recommended)',
      'CSC Responsibilities (Optional/Recommended)',
      'CCM Control ID',
    ],
    ...questions(framework).map((id) => [id, 'A question?', '', '', '', '', id.replace(/\.\d+$/, '')]),
    ['End of Standard'],
  ],
  behind: `<dataValidations>${listed('C3:C900', 'Yes,No,NA')}${listed('D3:D900', 'CSP-owned,CSC-owned,3rd-party outsourced,Shared CSP and CSC,Shared CSP and 3rd-party')}</dataValidations>`,
});
