import { asArray, asText, isObject } from '../text/json.ts';

// Controls of frameworks that a record names, as texts that begin with the framework: `CIS-3.0 1.20 2.1`.

/** Of the texts of a list, such as `Compliance.RelatedRequirements`. */
export const requirementTexts = (value: unknown): readonly string[] =>
  asArray(value).flatMap((entry) => asText(entry) ?? []);

/** Of an object by framework, as Prowler has it in JSON: `{"CIS-3.0": ["1.20", "2.1"]}`. */
export const requirementsByFramework = (value: unknown): readonly string[] =>
  isObject(value)
    ? Object.entries(value).map(
        ([framework, controls]) =>
          `${framework} ${Array.isArray(controls) ? requirementTexts(controls).join(' ') : (asText(controls) ?? '')}`,
      )
    : [];

/** Of a cell, as Prowler has it in CSV: `CIS-3.0: 1.20, 2.1 | ISO27001-2022: A.8.5`. */
export const requirementsInCell = (cell: string | null): readonly string[] =>
  (cell ?? '')
    .split(' | ')
    .map((text) => text.trim().replace(/[:=]\s*/, ' '))
    .filter((text) => text !== '');
