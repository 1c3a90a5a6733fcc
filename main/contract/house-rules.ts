/** What a file of house rules may be. */
export const HOUSE_RULES_LIMITS = {
  /** Characters of its text. */
  text: 400_000,
  /** Parts of its YAML: words, brackets, line ends. */
  tokens: 150_000,
  depth: 12,
  /** Repetitions of one part through aliases. */
  aliases: 100,
  /** Problems that are told of one file. */
  problems: 50,
} as const;

/** What is wrong in a file of house rules: where, and a sentence that says what to do about it. */
export interface HouseRulesProblem {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}
/** What a text of house rules is. */
export interface HouseRulesReading {
  /** Null where the text says none that can be read. */
  readonly name: string | null;
  readonly edition: string | null;
  /** SHA-256 of the text. */
  readonly digest: string;
  /** What they do, one sentence each; empty where there is a problem. */
  readonly does: readonly string[];
  readonly problems: readonly HouseRulesProblem[];
}
/** The house rules that a workbook carries. */
export interface HouseRulesHeld extends HouseRulesReading {
  readonly text: string;
}
