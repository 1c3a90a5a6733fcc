type Env = Readonly<Record<string, string | undefined>>;

/** In which form the program runs: the window, the portable archive, a checkout, or a package that npm installed. */
export function editionOf(root: string, env?: Env): 'desktop' | 'portable' | 'checkout' | 'npm package';
/** What helps, in the words of this edition, where a part of the program is not there. */
export function howToMakeWhole(root: string, env?: Env): string;
/** What helps where the Node at hand is too old. */
export function howToGetNode(root: string, env?: Env): string;
/** The path of a part that nothing works without and that is not there; undefined where all are. */
export function missingPart(root: string): string | undefined;
/** The part of the program whose absence an error tells of; undefined for any other error. */
export function missingBehind(error: unknown, root: string): string | undefined;
/** The sentence for it. */
export function notWhole(missing: string, root: string, env?: Env): string;
