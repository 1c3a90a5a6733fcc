import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { isOfOthers, isOfUsed } from '../../../domain/services/in-use.ts';
import { clip, listNames } from '../found.ts';
import { MAX_NAMED } from '../limits.ts';

const LONGEST_TITLE = 60;

/** What stands above services, of titles from the nearest on: the nearest, unless one further out says that what is below it need not be in use. */
export const titleThatCounts = ([nearest, ...outer]: readonly string[]): string | undefined =>
  nearest === undefined || isOfUsed(nearest) || isOfOthers(nearest)
    ? nearest
    : (outer.find((title) => isOfOthers(title) && !isOfUsed(title)) ?? nearest);

/**
 * Which services a list names below which title. What a title means need not be known here: whoever reads it sees that services of it are proposed.
 */
export class BelowTitles {
  readonly #services = new Map<string, Set<string>>();
  #title = '';

  /** `above`: what stands above all of the list; empty where nothing does. */
  constructor(above: string) {
    this.enter(above);
  }

  enter(title: string): void {
    this.#title = clip(title.replace(/^[> ]*#+ /, '').replace(/:$/, ''), LONGEST_TITLE);
  }

  add(service: string): void {
    const title = this.#title;
    if (title === '' || isOfServices(title)) return;
    const services = this.#services.get(title) ?? new Set();
    this.#services.set(title, services);
    services.add(service);
  }

  /** Each title with what stands below it, unless it says of the only part that it is in use. */
  notes(): readonly string[] {
    const all = [...this.#services];
    if (all.every(([title]) => isOfUsed(title))) return [];
    const told = all
      .slice(0, MAX_NAMED)
      .map(([title, services]) => `“${title}” (${services.size}: ${listNames([...services])})`);
    const more = all.length - told.length;
    return [
      `Proposed below ${told.join('; ')}${more > 0 ? `; and ${more} more titles` : ''}. Leave out what is not in use.`,
    ];
  }
}
