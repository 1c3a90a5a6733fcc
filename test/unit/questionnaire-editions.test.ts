import { expect, test } from 'vitest';
import {
  questionnaireEdition,
  questionnaireFramework,
} from '../../main/domain/controls/questionnaire-editions.ts';

test.each([
  ['CAIQv4.1.0', [], [], 'csa-ccm-4.1'],
  ['CAIQv4.0.3', [], ['STAR, 4.1'], 'csa-ccm-4.0'],
  ['Answers', [], ['CONSENSUS ASSESSMENT INITIATIVE QUESTIONNAIRE v4.1.0'], 'csa-ccm-4.1'],
  ['Answers', [], ['Cloud Controls Matrix', 'v4.1'], 'csa-ccm-4.1'],
  ['AI-CAIQv1.1.0', [], [], 'csa-aicm-1.1'],
  ['Answers', ['Service Provider AI-CAIQ Answer'], ['{"specification_version":"1.1.0"}'], 'csa-aicm-1.1'],
  // What else has a version says nothing of the controls.
  ['Matrix', [], ['Responsibility matrix of Acme Platform 4.1'], 'csa-ccm-4.0'],
  ['Acme 4.1', [], [], 'csa-ccm-4.0'],
  ['Answers', ['Service Provider AI-CAIQ Answer'], ['Acme Assistant 2.0, answered on 4.11.'], 'csa-aicm-1.1'],
] as const)('%s with %j under %j is about the controls of %s', (name, headings, above, framework) => {
  expect(questionnaireFramework(questionnaireEdition(name, headings, above))).toBe(framework);
});
