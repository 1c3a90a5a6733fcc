import type { Catalogue, DutyTexts, OwnerClass } from '../contract/catalogue.ts';
import { dutyTexts, isAsked, suggestedOwner } from '../domain/suggestion.ts';

/**
 * What the parts of the catalogue say about each other: ids that lead somewhere, owners that change something, a text for
 * every side that has a part. One sentence per problem; empty when all is well.
 */
export function findCatalogueProblems(catalogue: Catalogue): readonly string[] {
  const problems: string[] = [];
  const fail = (text: string) => problems.push(text);
  const { domains, responsibilities, services, frameworks } = catalogue;
  const ids = {
    domain: unique('domain', domains, fail),
    responsibility: unique('responsibility', responsibilities, fail),
    service: unique('service', services, fail),
    framework: unique('framework', frameworks, fail),
  };
  unique('contested choice', catalogue.contested, fail);
  const mustExist = (at: string, kind: keyof typeof ids, list: readonly string[]) => {
    for (const id of list) if (!ids[kind].has(id)) fail(`${at}: there is no ${kind} ${id}`);
  };

  for (const entry of responsibilities) {
    const at = `responsibility ${entry.id}`;
    mustExist(at, 'domain', [entry.domain]);
    mustExist(at, 'service', entry.tools);
    const owners = new Set(Object.values(entry.defaults).map((byModel) => byModel.owner));
    if (entry.scope !== 'service') {
      if (owners.size !== 1 || owners.has('na')) fail(`${at}: needs one owner for every model`);
      if (Object.keys(entry.dutiesByModel).length > 0) fail(`${at}: texts by model on scope ${entry.scope}`);
      needsTexts(at, suggestedOwner(entry, null), entry.duties, fail);
    }
    if (entry.scope === 'provider' && !owners.has('aws')) fail(`${at}: scope provider, but not AWS's`);
  }
  for (const service of services) {
    const at = `service ${service.id}`;
    if (service.variantOf) mustExist(at, 'service', [service.variantOf]);
    if ((service.variantOf === undefined) !== (service.variantWhen === undefined))
      fail(`${at}: variantOf and variantWhen belong together`);
    if (service.lifecycle.state !== 'active' && !(service.lifecycle.date && service.lifecycle.source))
      fail(`${at}: a lifecycle that is not active needs a date and a source`);
    const said = [service.overrides, service.guidance, service.duties];
    for (const list of said)
      mustExist(
        at,
        'responsibility',
        list.map((entry) => entry.responsibility),
      );
    for (const list of [service.overrides, service.duties])
      if (new Set(list.map((entry) => entry.responsibility)).size !== list.length)
        fail(`${at}: the same responsibility twice`);
    for (const entry of responsibilities) {
      const override = service.overrides.find((own) => own.responsibility === entry.id);
      if (override && entry.scope === 'organisation')
        fail(`${at}: overrides ${entry.id}, which is asked once`);
      if (override && override.owner === entry.defaults[service.model].owner)
        fail(`${at}: the override of ${entry.id} repeats the default of its model`);
      const asked = isAsked(entry, service);
      if (!asked && service.duties.some((own) => own.responsibility === entry.id))
        fail(`${at}: has texts for ${entry.id}, which is not asked here`);
      if (asked)
        needsTexts(`${at}, ${entry.id}`, suggestedOwner(entry, service), dutyTexts(entry, service), fail);
    }
  }
  for (const entry of catalogue.contested) {
    const at = `contested choice ${entry.id}`;
    mustExist(at, 'responsibility', entry.responsibilities);
    mustExist(at, 'service', entry.services);
  }
  for (const [part, words] of Object.entries(catalogue.matching))
    mustExist(`matching, ${part}`, 'service', Object.values(words));
  checkCrosswalk(catalogue, ids, mustExist, fail);
  return problems;
}

/** A side with a part needs a text. */
function needsTexts(at: string, owner: OwnerClass, duties: DutyTexts, fail: (text: string) => void): void {
  if (owner !== 'customer' && owner !== 'na' && !duties.provider) fail(`${at}: no text for AWS's part`);
  if (owner !== 'aws' && owner !== 'na' && !duties.customer) fail(`${at}: no text for the customer's part`);
}

function checkCrosswalk(
  catalogue: Catalogue,
  ids: { readonly responsibility: ReadonlySet<string>; readonly framework: ReadonlySet<string> },
  mustExist: (at: string, kind: 'responsibility' | 'framework', list: readonly string[]) => void,
  fail: (text: string) => void,
): void {
  const controls = new Map(
    catalogue.frameworks.map((framework) => [
      framework.id,
      unique(`control of ${framework.id}`, framework.controls, fail),
    ]),
  );
  for (const { id, subsetOf, controls: own } of catalogue.frameworks)
    for (const control of subsetOf ? own : [])
      if (!controls.get(subsetOf ?? '')?.has(control.id))
        fail(`framework ${id}: ${control.id} is not in ${subsetOf}`);
  for (const id of ids.responsibility) if (!catalogue.crosswalk[id]) fail(`crosswalk: no entry for ${id}`);
  mustExist('crosswalk', 'responsibility', Object.keys(catalogue.crosswalk));
  for (const [responsibility, byFramework] of Object.entries(catalogue.crosswalk)) {
    const at = `crosswalk, ${responsibility}`;
    for (const id of ids.framework) if (!byFramework[id]) fail(`${at}: no list for ${id}`);
    for (const [framework, list] of Object.entries(byFramework)) {
      mustExist(at, 'framework', [framework]);
      for (const id of list) if (!controls.get(framework)?.has(id)) fail(`${at}: ${framework} has no ${id}`);
    }
    for (const framework of ['nist-800-53-r5', 'nist-csf-2.0', 'iso-27001-2022'])
      if (!byFramework[framework]?.length && !catalogue.crosswalkNotes[responsibility]?.[framework])
        fail(`${at}: neither a control of ${framework} nor a note that says why`);
  }
}

function unique(
  what: string,
  entries: readonly { readonly id: string }[],
  fail: (text: string) => void,
): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const { id } of entries) {
    if (seen.has(id)) fail(`${what} ${id} is listed twice`);
    seen.add(id);
  }
  return seen;
}
