import { invalidInput } from '../../contract/errors.ts';
import { toControlToken } from '../../domain/controls/control-spelling.ts';
import { asList, asObjects, asText, type Loose } from '../oscal/values.ts';

/** Calls and patterns of one import: each goes through all controls of the catalogue. */
const MAX_SEARCHES = 1000;

/** A control with the ids of those above it, so that "with its child controls" can be asked. */
export interface Chosen {
  readonly token: string;
  readonly above: readonly string[];
}
/** Which controls an import of a profile chooses, and what it asks for that is not there. */
export interface Selected {
  readonly tokens: ReadonlySet<string>;
  readonly missing: readonly string[];
}

/**
 * What `include-all`, `include-controls` and `exclude-controls` leave of the controls of a catalogue (OSCAL Profile Resolution,
 * "Selecting controls"). An import that names none includes all.
 */
export function selectControls(wanted: Loose, controls: readonly Chosen[]): Selected {
  const known = new Set(controls.map(({ token }) => token));
  const missing: string[] = [];
  let searches = 0;
  const picked = (calls: readonly Loose[], miss: (what: string) => void): ReadonlySet<string> => {
    const all = new Set<string>();
    for (const call of calls) {
      // A call asks for what lies below its own controls, not below those of the call before it.
      const tokens = new Set<string>();
      const ids = new Set(
        asList(call['with-ids']).flatMap((id) => {
          const text = asText(id);
          return text === null ? [] : [toControlToken(text)];
        }),
      );
      for (const id of ids) if (!known.has(id)) miss(id);
      const patterns = asObjects(call.matching).flatMap(({ pattern }) => asText(pattern) ?? []);
      const withChildren = call['with-child-controls'] === 'yes';
      searches += 1 + patterns.length;
      if (searches > MAX_SEARCHES)
        throw invalidInput(
          `The profile chooses its controls in more than ${MAX_SEARCHES} ways, which none does. Check that it is the file you meant.`,
        );
      const met = new Set<string>();
      const matching = (token: string): boolean => {
        const pattern = patterns.find((each) => matchesGlob(token, each));
        if (pattern !== undefined) met.add(pattern);
        return pattern !== undefined;
      };
      for (const { token, above } of controls)
        if (ids.has(token) || matching(token) || (withChildren && above.some((each) => tokens.has(each))))
          tokens.add(token);
      // Where two patterns mean the same controls, only the first is met; one that meets nothing at all is told.
      for (const pattern of patterns)
        if (!met.has(pattern) && !controls.some(({ token }) => matchesGlob(token, pattern))) miss(pattern);
      for (const token of tokens) all.add(token);
    }
    return all;
  };
  const including = asObjects(wanted['include-controls']);
  const included = including.length === 0 ? known : picked(including, (what) => missing.push(what));
  // What it leaves out and is not there makes no difference.
  const excluded = picked(asObjects(wanted['exclude-controls']), () => {});
  return { tokens: new Set([...included].filter((token) => !excluded.has(token))), missing };
}

/** A pattern with `*` for any letters and `?` for one, gone through from left to right without ever going back twice. */
function matchesGlob(text: string, pattern: string): boolean {
  let at = 0;
  let sign = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length)
    if (pattern[sign] === '?' || pattern[sign] === text[at]) {
      at += 1;
      sign += 1;
    } else if (pattern[sign] === '*') {
      star = sign;
      resume = at;
      sign += 1;
    } else if (star >= 0) {
      resume += 1;
      at = resume;
      sign = star + 1;
    } else return false;
  while (pattern[sign] === '*') sign += 1;
  return sign === pattern.length;
}
