import { underHouseRules } from '../catalogue/house-rules/apply.ts';
import { digestOf, readHouseRules } from '../catalogue/house-rules/read.ts';
import { type CatalogueIndex, withCatalogue, withCustom } from '../catalogue/lookup.ts';
import type { ReadDb } from '../workbook/connection.ts';
import {
  listCustomResponsibilities,
  listCustomServices,
  listOwnControls,
} from '../workbook/tables/custom.ts';
import { readStoredHouseRules } from '../workbook/tables/house-rules.ts';

/** Catalogues under house rules, by the rules' digest: everybody who shows a workbook gets the same object, on which lists are kept. */
const under = new WeakMap<CatalogueIndex, Map<string, CatalogueIndex>>();
/** Workbooks with different house rules that are open beside each other. */
const MOST_KEPT = 6;

/**
 * The catalogue of a workbook: the one that ships with what is given, under its house rules, with its own services and duties. House rules that
 * cannot be read have no say; `houseRules.held` tells why they cannot.
 */
export const catalogueOf = ({ shipped }: CatalogueIndex, db: ReadDb): CatalogueIndex =>
  withCustom(houseCatalogue(shipped, db), {
    services: listCustomServices(db),
    responsibilities: listCustomResponsibilities(db),
    controls: listOwnControls(db),
  });

function houseCatalogue(shipped: CatalogueIndex, db: ReadDb): CatalogueIndex {
  const stored = readStoredHouseRules(db);
  if (stored === null) return shipped;
  const kept = under.get(shipped) ?? new Map<string, CatalogueIndex>();
  under.set(shipped, kept);
  // Of the text as it stands: an erasure may have taken a name out of it.
  const digest = digestOf(stored.text);
  const known = kept.get(digest);
  if (known) return known;
  const { rules } = readHouseRules(stored.text);
  const made =
    rules === null ? shipped : withCatalogue(shipped, underHouseRules(shipped.catalogue, rules, digest));
  for (const oldest of [...kept.keys()].slice(0, kept.size - MOST_KEPT + 1)) kept.delete(oldest);
  kept.set(digest, made);
  return made;
}
