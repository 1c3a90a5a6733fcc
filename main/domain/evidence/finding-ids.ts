import type { Finding } from '../../contract/findings.ts';

const placeOf = ({ check, account, region, resource }: Finding) =>
  [check, account, region, resource].map((part) => part ?? '').join(' ');

/** Collects the ids that findings of one import share though they speak of different places: files whose ids were blacked out. */
export class SharedIds {
  readonly shared = new Set<string>();
  /** Only a number of each place: there may be a hundred thousand, and an id has few. */
  private places = new Map<string, number>();

  add(finding: Finding): void {
    this.note(finding.id, numberOf(placeOf(finding)));
  }
  /** Takes in what another collected, which collects no more. */
  merge(other: SharedIds): void {
    for (const id of other.shared) this.shared.add(id);
    if (this.places.size === 0) this.places = other.places;
    else for (const [id, place] of other.places) this.note(id, place);
  }
  private note(id: string, place: number): void {
    const known = this.places.get(id);
    if (known === undefined) this.places.set(id, place);
    else if (known !== place) this.shared.add(id);
  }
}

/** The id that tells a finding apart: its own, or with its place where others share it. */
export const distinctId = (finding: Finding, shared: ReadonlySet<string>): string =>
  shared.has(finding.id) ? `${finding.id} ${placeOf(finding)}` : finding.id;

/** The 32 bits of FNV-1a over its characters. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
