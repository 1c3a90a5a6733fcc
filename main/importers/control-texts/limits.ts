export const MAX_CONTROLS = 20_000;
/** Groups in groups, controls in controls, parts in parts. */
export const MAX_DEPTH = 12;
/** Characters of one control. */
export const MAX_TEXT = 100_000;
export const MAX_PROBLEMS = 100;
/** What a profile asks for and is not there; a whole framework has as many controls. */
export const MAX_UNRESOLVED = 2000;
