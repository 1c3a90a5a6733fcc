import { LAYOUT_DATA } from './layouts.ts';
import { fold } from './words.ts';

/** What a column is about that says who has to do something. */
const ABOUT =
  /\b(responsib\w*|dut(y|ies)|obligations?|tasks?|accountab\w*|manages?|managed|owns?|verantwort\w*|pflichten|aufgaben|responsab\w*|obligaciones|obblighi|compiti|verantwoord\w*|taken|odpowiedzialno\w*|zadania)/;
const { customer, upstream, other, vendor } = LAYOUT_DATA.parties;
const SIDES: readonly (readonly string[])[] = [customer, [...upstream, ...vendor], other];
const LONGEST = 160;

/** Whether headings give a column each to what two parties have to do: `Service | AWS Responsibility | Customer Responsibility`. */
export function namesTwoParties(headings: readonly string[]): boolean {
  const sides = new Set<number>();
  for (const heading of headings) {
    if (heading.length > LONGEST) continue;
    const folded = ` ${fold(heading)} `;
    if (!ABOUT.test(folded)) continue;
    const named = SIDES.flatMap((words, side) =>
      words.some((word) => folded.includes(` ${word} `)) ? [side] : [],
    );
    // One that names both, such as "AWS or customer responsibility", is a column of owners.
    if (named.length === 1 && named[0] !== undefined) sides.add(named[0]);
  }
  return sides.size > 1;
}
