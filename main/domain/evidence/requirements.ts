// Scanners say beside a check which controls of which frameworks it is about. Each names frameworks in its own way:
// `NIST.800-53.r5 AC-3(7)`, `PCI DSS v4.0.1/1.2.3` and `CIS AWS Foundations Benchmark v3.0.0/1.20` in Security Hub,
// `CIS-3.0 1.20 2.1` and `NIST-800-53-Revision-5 ac_3_7` in Prowler. Only editions whose numbers the catalogue has are read.

/** A control as a scanner names it. */
export interface NamedControl {
  /** Id of the catalogue's framework, or of a table of checks. */
  readonly framework: string;
  /** What people call the framework. */
  readonly name: string;
  /** In the framework's own spelling, or close to it. */
  readonly control: string;
  /** Whether it is about settings of this cloud, so that it says as much as a check does. */
  readonly exact: boolean;
}
/** Duties of a control, empty where the catalogue does not know it. */
export type Crosswalk = (framework: string, control: string) => readonly string[];

/** What is read of one finding; scanners name some controls, never hundreds that say something. */
const MAX_CONTROLS = 60;

const letters = (text: string) => text.replaceAll('_', '-');
/** `ac_2_3_a` and `ac-2-3` are AC-2(3); a letter behind is a part of it. */
const nist = (text: string): string =>
  text.replace(
    /^([a-z]{2})[_-](\d+)(?:[_-](\d+))?(?:[_-][a-z0-9]+)*$/i,
    (_all, family: string, number: string, more: string | undefined) =>
      `${family.toUpperCase()}-${number}${more === undefined ? '' : `(${more})`}`,
  );
/** `cc_6_1` is CC6.1. */
const tsc = (text: string): string =>
  text.replace(
    /^(cc|pi|a|c|p)_(\d)_(\d+)$/i,
    (_all, series: string, group: string, number: string) => `${series.toUpperCase()}${group}.${number}`,
  );
/** `164_308_a_1_ii_a` is 164.308(a)(1)(ii)(A). */
const hipaa = (text: string): string => {
  const [part, section, ...below] = text.split('_');
  if (part !== '164' || section === undefined) return text;
  return `164.${section}${below.map((level, at) => `(${at === 3 ? level.toUpperCase() : level})`).join('')}`;
};
/** `SEC03-BP08` is a practice of question SEC 3. */
const pillar = (text: string): string => text.replace(/^SEC0?(\d+)(?:[-_ ].*)?$/i, 'SEC $1');
const dotted = (text: string): string => text.replaceAll('_', '.');

interface Naming {
  readonly framework: string;
  readonly name: string;
  readonly pattern: RegExp;
  readonly write: (control: string) => string;
  readonly exact?: true;
}
const NAMINGS: readonly Naming[] = [
  {
    framework: 'security-hub',
    name: 'AWS Foundational Security Best Practices',
    pattern: /^AWS[- ]Foundational[- ]Security[- ]Best[- ]Practices(?: v\d[\d.]*)?(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    framework: 'cis-aws-1.4',
    name: 'CIS AWS 1.4',
    pattern: /^CIS(?:-| (?:AWS|Amazon Web Services) Foundations(?: Benchmark)? v?)1\.4(?:\.\d)?(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    framework: 'cis-aws-1.5',
    name: 'CIS AWS 1.5',
    pattern: /^CIS(?:-| (?:AWS|Amazon Web Services) Foundations(?: Benchmark)? v?)1\.5(?:\.\d)?(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    framework: 'cis-aws-2.0',
    name: 'CIS AWS 2.0',
    pattern: /^CIS(?:-| (?:AWS|Amazon Web Services) Foundations(?: Benchmark)? v?)2\.0(?:\.\d)?(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    framework: 'cis-aws-3.0',
    name: 'CIS AWS 3.0',
    pattern: /^CIS(?:-| (?:AWS|Amazon Web Services) Foundations(?: Benchmark)? v?)3\.0(?:\.\d)?(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    framework: 'cis-aws-4.0',
    name: 'CIS AWS 4.0',
    pattern: /^CIS(?:-| (?:AWS|Amazon Web Services) Foundations(?: Benchmark)? v?)4\.0(?:\.\d)?(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    framework: 'cis-aws-5.0',
    name: 'CIS AWS 5.0',
    pattern: /^CIS(?:-| (?:AWS|Amazon Web Services) Foundations(?: Benchmark)? v?)5\.0(?:\.\d)?(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    framework: 'cis-aws-6.0',
    name: 'CIS AWS 6.0',
    pattern: /^CIS(?:-| (?:AWS|Amazon Web Services) Foundations(?: Benchmark)? v?)6\.0(?:\.\d)?(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    framework: 'cis-aws-7.0',
    name: 'CIS AWS 7.0',
    pattern: /^CIS(?:-| (?:AWS|Amazon Web Services) Foundations(?: Benchmark)? v?)7\.0(?:\.\d)?(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    // Its numbers are those of the checks of Prowler 2.
    framework: 'cis-aws-1.2',
    name: 'CIS AWS 1.2',
    pattern:
      /^(?:CIS-1\.2(?:\.0)?|CIS (?:AWS|Amazon Web Services) Foundations(?: Benchmark)? v?1\.2(?:\.0)?)(?:: |[ /])/i,
    write: (text) => text,
    exact: true,
  },
  {
    framework: 'nist-800-53-r5',
    name: 'NIST SP 800-53',
    pattern: /^NIST[. -]?(?:SP[ -])?800[.-]53(?:[. -]?(?:r|rev\.? ?|revision[ -])[45])?(?:: |[ /])/i,
    write: nist,
  },
  {
    framework: 'nist-800-171-r2',
    name: 'NIST SP 800-171',
    pattern: /^NIST[. -]?(?:SP[ -])?800[.-]171(?:[. -]?(?:r|rev\.? ?|revision[ -])2)?(?:: |[ /])/i,
    write: (text) => dotted(nist(text)),
  },
  {
    framework: 'nist-csf-2.0',
    name: 'NIST CSF 2.0',
    pattern: /^NIST[ -]CSF[ -]v?2\.0(?:: |[ /])/i,
    write: letters,
  },
  {
    framework: 'pci-dss-4.0.1',
    name: 'PCI DSS 4.0.1',
    pattern: /^PCI(?:[- ]DSS)?[- ]v?4\.0(?:\.1)?(?:: |[ /])/i,
    write: (text) => text,
  },
  {
    framework: 'iso-27001-2022',
    name: 'ISO/IEC 27001:2022',
    pattern: /^ISO(?:\/IEC)?[ -]?27001[:-]2022(?:: |[ /])/i,
    write: (text) => text,
  },
  {
    framework: 'soc2-tsc-2017',
    name: 'SOC 2',
    pattern: /^(?:SOC ?2|AICPA TSC|AICPA SOC ?2)(?:: |[ /])/i,
    write: tsc,
  },
  { framework: 'hipaa-security-rule', name: 'HIPAA', pattern: /^HIPAA(?:: |[ /])/i, write: hipaa },
  {
    framework: 'aws-well-architected-security',
    name: 'AWS Well-Architected',
    pattern: /^AWS-Well-Architected-Framework-Security-Pillar(?:: |[ /])/i,
    write: pillar,
  },
];

/** The controls that texts of a scanner name, each once and in their order; what names no framework that is read is left. */
export function namedControls(texts: readonly string[]): readonly NamedControl[] {
  const found = new Map<string, NamedControl>();
  for (const text of texts) {
    const naming = NAMINGS.find(({ pattern }) => pattern.test(text));
    if (!naming) continue;
    const { framework, name, pattern, write, exact = false } = naming;
    for (const word of text.replace(pattern, '').split(/[\s,]+/)) {
      if (found.size >= MAX_CONTROLS) return [...found.values()];
      const control = write(word);
      if (control !== '') found.set(`${framework} ${control}`, { framework, name, control, exact });
    }
  }
  return [...found.values()];
}

/** A duty that controls lead to, with the control that speaks for it most. */
export interface RankedDuty {
  readonly duty: string;
  /** Part of all votes, from 0 to 1. */
  readonly share: number;
  /** `NIST SP 800-53 AC-3(7)`. */
  readonly by: string;
}

/**
 * The duties that controls lead to, those that most of them agree on first. A control with many duties says less of each; a
 * framework has one vote however many controls of it are named, and one about settings of this cloud has three. Of equal ones the one
 * that was named first stands first.
 */
export function rankDuties(
  controls: readonly NamedControl[],
  crosswalk: Crosswalk,
  isPossible: (duty: string) => boolean,
): readonly RankedDuty[] {
  const frameworks = new Map<
    string,
    { readonly exact: boolean; readonly votes: [string, number, string][] }
  >();
  for (const { framework, name, control, exact } of controls) {
    const duties = crosswalk(framework, control).filter(isPossible);
    const votes = frameworks.get(framework) ?? { exact, votes: [] };
    // The first one is the most direct: what follows it says less.
    duties.forEach((duty, at) => {
      votes.votes.push([duty, 1 / (duties.length * (exact ? at + 1 : 1)), `${name} ${control}`]);
    });
    if (votes.votes.length > 0) frameworks.set(framework, votes);
  }
  const ranked = new Map<string, { weight: number; most: number; by: string }>();
  let all = 0;
  for (const { exact, votes } of frameworks.values()) {
    const sum = votes.reduce((total, [, weight]) => total + weight, 0);
    for (const [duty, weight, by] of votes) {
      const vote = (weight / sum) * (exact ? 3 : 1);
      const entry = ranked.get(duty) ?? { weight: 0, most: 0, by };
      entry.weight += vote;
      if (vote > entry.most) Object.assign(entry, { most: vote, by });
      ranked.set(duty, entry);
      all += vote;
    }
  }
  return [...ranked]
    .map(([duty, { weight, by }]) => ({ duty, share: weight / all, by }))
    .sort((a, b) => b.share - a.share);
}
