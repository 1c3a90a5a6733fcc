import type { Action } from './registry.ts';

/** Actions whose label or group holds every typed word; those that start with the text come first. */
export function rankActions(actions: readonly Action[], text: string): readonly Action[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const seen = new Set<string>();
  const offered = actions.filter((action) => {
    const name = `${action.group} ${action.label}`;
    if (action.hidden || seen.has(name)) return false;
    seen.add(name);
    const hay = name.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const rank = (action: Action) => {
    const label = action.label.toLowerCase();
    if (words.length === 0) return 0;
    if (label.startsWith(words.join(' '))) return 0;
    return words.every((word) => label.includes(word)) ? 1 : 2;
  };
  return [...offered].sort((a, b) => rank(a) - rank(b));
}
