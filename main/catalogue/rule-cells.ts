import type { Catalogue, CatalogueService, Responsibility } from '../contract/catalogue.ts';
import { isAsked, suggestedOwner } from '../domain/duties/suggestion.ts';

/** A rule that keeps a class of errors out of the data; `find` says one sentence for each breach. */
export interface CatalogueRule {
  readonly id: string;
  /** Why it must hold. */
  readonly why: string;
  find(catalogue: Catalogue): readonly string[];
}

/** One responsibility on one service, as the catalogue suggests it. */
export interface Cell {
  readonly service: CatalogueService;
  readonly duty: Responsibility;
  readonly asked: boolean;
  readonly owner: ReturnType<typeof suggestedOwner>;
}

/** Every cell of one responsibility. */
export function cellsOf({ services, responsibilities }: Catalogue, id: string): readonly Cell[] {
  const duty = responsibilities.find((entry) => entry.id === id);
  if (!duty) throw new Error(`A rule of the catalogue speaks of ${id}, which is not in it.`);
  return services.map((service) => ({
    service,
    duty,
    asked: isAsked(duty, service),
    owner: suggestedOwner(duty, service),
  }));
}
export const allCells = (catalogue: Catalogue): readonly Cell[] =>
  catalogue.responsibilities
    .filter(({ scope }) => scope !== 'organisation')
    .flatMap(({ id }) => cellsOf(catalogue, id))
    .filter(({ asked }) => asked);

export const at = ({ service, duty }: Cell) => `service ${service.id}, ${duty.id}`;
export const ownTexts = ({ service, duty }: Cell) =>
  service.duties.find(({ responsibility }) => responsibility === duty.id);
export const ownOwner = ({ service, duty }: Cell) =>
  service.overrides.find(({ responsibility }) => responsibility === duty.id);

export const ownGuidance = ({ service, duty }: Cell) =>
  service.guidance.find(({ responsibility }) => responsibility === duty.id);
/** Whether the entry says anything of its own about it, so that the words of its model do not stand alone. */
export const hasOwnWords = (cell: Cell) => ownTexts(cell) !== undefined || ownGuidance(cell) !== undefined;
