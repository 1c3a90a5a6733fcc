const LONGEST = 160;
/** Names of firms, teams and people have small words as well: "Bank of Examples", "Platform team", "Ludwig van Beethoven". */
const WITHIN_NAMES = new Set(
  'and of for und et y e i en de del di da la van von team teams department dept unit group division office bank banking company services operations gmbh ltd inc ag abteilung équipe equipo squadra afdeling zespół dział'.split(
    ' ',
  ),
);
const SMALL_WORD = /^\p{Ll}[\p{Ll}\p{M}'’-]*[.,;:!]?$/u;

/** Whether a text says what is done, as `Runs the hosts` does and the name of a firm, a person or an account does not. */
export function isSentence(text: string): boolean {
  const [, ...words] = text.slice(0, LONGEST).trim().split(/\s+/);
  return words.some((word) => SMALL_WORD.test(word) && !WITHIN_NAMES.has(word));
}

/** Duties are written in capitals as well: "Configure Security Groups". What is a noun too, as "Control" and "Test", begins names. */
const VERB =
  /^(?:administer|approve|authori[sz]e|collect|configure|create|define|delete|deploy|detect|disable|enable|encrypt|enforce|ensure|establish|grant|harden|implement|inspect|install|isolate|keep|maintain|manage|notify|operate|perform|prevent|protect|provide|remove|replace|restrict|retain|revoke|rotate|secure|select|update|upgrade|validate|verify)(?:e?s)? /i;
/** Whether a text begins with what is to be done: `Define roles`. */
export const beginsWithVerb = (text: string): boolean => VERB.test(text.trim());
export const saysWhatIsDone = (text: string): boolean => isSentence(text) || beginsWithVerb(text);
