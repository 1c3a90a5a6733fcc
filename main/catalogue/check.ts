import type { Catalogue, DutyTexts, OwnerClass } from '../contract/catalogue.ts';
import { dutyTexts, isAsked, suggestedOwner } from '../domain/duties/suggestion.ts';
import { RULES } from './rules.ts';

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
  for (const { id, domain, into } of catalogue.retired) {
    mustExist(`retired responsibility ${id}`, 'domain', [domain]);
    mustExist(`retired responsibility ${id}`, 'responsibility', into);
    if (ids.responsibility.has(id)) fail(`responsibility ${id}: retired, and there all the same`);
  }
  for (const service of services) {
    const at = `service ${service.id}`;
    if (service.variantOf) mustExist(at, 'service', [service.variantOf]);
    if ((service.variantOf === undefined) !== (service.variantWhen === undefined))
      fail(`${at}: variantOf and variantWhen belong together`);
    if (service.lifecycle.state !== 'active' && !(service.lifecycle.date && service.lifecycle.source))
      fail(`${at}: a lifecycle that is not active needs a date and a source`);
    for (const { about } of service.noPage ?? [])
      if (service.sources.some((source) => source.about === about))
        fail(`${at}: has a page on ${about}, and says that there is none`);
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
  for (const { id, differences } of catalogue.partitions)
    for (const { responsibilities: list } of differences)
      mustExist(`partition ${id}`, 'responsibility', list);
  for (const [part, words] of Object.entries(catalogue.matching))
    mustExist(`matching, ${part}`, 'service', Object.values(words));
  checkPrefixes(catalogue, fail);
  checkControls(catalogue, mustExist, fail);
  for (const rule of RULES) for (const problem of rule.find(catalogue)) fail(`${problem} (${rule.why})`);
  return problems;
}

/** Of services that are none of them a way to run another, one prefix of access rights names several only where it is said which of them a bare type is of. */
function checkPrefixes({ services, matching }: Catalogue, fail: (text: string) => void): void {
  const byPrefix = Map.groupBy(
    services.filter(({ variantOf }) => variantOf === undefined),
    ({ awsPrefix }) => awsPrefix,
  );
  for (const [prefix, sharing] of byPrefix) {
    const ids = sharing.map(({ id }) => id);
    if (ids.length > 1 && !ids.includes(matching.servicePrefixes[prefix] ?? ''))
      fail(
        `matching, servicePrefixes: ${prefix} is the prefix of ${ids.join(', ')}, and of which by itself is not said`,
      );
  }
}

/** A side with a part needs a text. */
function needsTexts(at: string, owner: OwnerClass, duties: DutyTexts, fail: (text: string) => void): void {
  if (owner !== 'customer' && owner !== 'na' && !duties.provider) fail(`${at}: no text for AWS's part`);
  if (owner !== 'aws' && owner !== 'na' && !duties.customer) fail(`${at}: no text for the customer's part`);
}

/** Every control either has duties or says why the model has none, and rests on a basis that is listed. */
function checkControls(
  { frameworks, responsibilities }: Catalogue,
  mustExist: (at: string, kind: 'responsibility' | 'framework', list: readonly string[]) => void,
  fail: (text: string) => void,
): void {
  const parents = new Map(frameworks.map((framework) => [framework.id, framework]));
  for (const { id, subsetOf, controls, bases, licence } of frameworks) {
    unique(`control of ${id}`, controls, fail);
    unique(
      `part, question or objective of ${id}`,
      controls.flatMap(({ parts = [], questions = [], objectives = [] }) => [
        ...parts,
        ...objectives,
        ...questions.map((question) => ({ id: question })),
      ]),
      fail,
    );
    if (subsetOf) mustExist(`framework ${id}`, 'framework', [subsetOf]);
    const ofParent = subsetOf && new Set(parents.get(subsetOf)?.controls.map((control) => control.id));
    for (const control of controls) {
      const at = `${id}, ${control.id}`;
      if (ofParent && !ofParent.has(control.id)) fail(`framework ${id}: ${control.id} is not in ${subsetOf}`);
      if ((control.text ?? control.objectives) !== undefined && !licence.mayShipText)
        fail(`${at}: its words may not be passed on`);
      if (!bases[control.basis]) fail(`${at}: there is no basis ${control.basis}`);
      for (const one of [control, ...(control.parts ?? [])]) {
        const { duties, without } = { ...control, ...one };
        mustExist(one === control ? at : `${id}, ${one.id}`, 'responsibility', duties);
        if (new Set(duties).size !== duties.length) fail(`${id}, ${one.id}: the same duty twice`);
        if (duties.length > 0 === (without !== undefined))
          fail(`${id}, ${one.id}: either duties or a reason why there are none`);
      }
      for (const part of control.parts ?? [])
        if (!part.id.startsWith(control.id)) fail(`${at}: ${part.id} is not a part of it`);
    }
  }
  for (const { id, withoutControl = {} } of responsibilities) {
    mustExist(`responsibility ${id}`, 'framework', Object.keys(withoutControl));
    for (const framework of frameworks) {
      const linked = framework.controls.some(({ duties }) => duties.includes(id));
      if (linked && withoutControl[framework.id])
        fail(`responsibility ${id}: has a control of ${framework.id} after all`);
      if (!linked && MUST_LINK.includes(framework.id) && !withoutControl[framework.id])
        fail(`responsibility ${id}: neither a control of ${framework.id} nor a note that says why`);
    }
  }
}
/** Frameworks so wide that a duty without a control of theirs deserves a word. */
const MUST_LINK = ['nist-800-53-r5', 'nist-csf-2.0', 'iso-27001-2022'];

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
