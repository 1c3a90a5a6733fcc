import { PACK_FILES, type PackEvidence } from '../../domain/pack/manifest.ts';
import { type AnsweredRequest, isAnswered } from '../../domain/pack/requests.ts';
import { counted } from '../../domain/words/counted.ts';
import { escapeHtml } from '../html/page.ts';
import { href } from './href.ts';
import type { Duties } from './places.ts';

/** What was asked, and where it lies: duties, evidence with its files, and what is not there. '' where nothing was asked. */
export function requestsSection(
  requests: readonly AnsweredRequest[],
  evidence: readonly PackEvidence[],
  duties: Duties,
): string {
  if (requests.length === 0) return '';
  const pieces = new Map(evidence.map((piece) => [piece.number, piece]));
  const open = requests.filter((request) => !isAnswered(request)).length;
  const lead =
    open === 0
      ? 'For each there is evidence.'
      : `For ${counted(open, 'of them there is no evidence that is still good', 'of them there is no evidence that is still good')}.`;
  return `<section id="_requests"><h2>What was asked <small>${counted(requests.length, 'request', 'requests')}</small></h2>
<p>${lead} <a href="${PACK_FILES.requestsCsv}">${PACK_FILES.requestsCsv}</a> has the same for spreadsheets.</p>
<table>\n<thead><tr><th scope="col">Request</th><th scope="col">Duties</th><th scope="col">Where it lies</th><th scope="col">Not there</th></tr></thead>\n<tbody>
${requests.map((request) => `<tr>${cellsOf(request, pieces, duties)}</tr>\n`).join('')}</tbody>\n</table></section>\n`;
}

function cellsOf(
  { id, text, duties: refs, evidence, remarks }: AnsweredRequest,
  pieces: ReadonlyMap<number, PackEvidence>,
  duties: Duties,
): string {
  const owned = refs.map((ref) => {
    const duty = duties.get(ref);
    const name = duty ? `${duty.subjectLabel}: ${duty.responsibilityName}` : ref;
    return `<li>${escapeHtml(name)}<small>Owner: ${escapeHtml(duty?.ownership ?? '')}</small></li>`;
  });
  const lies = evidence.flatMap((number) => {
    const piece = pieces.get(number);
    if (piece === undefined) return [];
    const name = escapeHtml(piece.title);
    const linked = piece.file === null ? name : `<a href="${href(piece.file)}">${name}</a>`;
    return [`<li><span class="number">E-${number}</span> ${linked}</li>`];
  });
  const list = (items: readonly string[]) => (items.length === 0 ? '' : `<ul>${items.join('')}</ul>`);
  const asked = text === '' ? '' : `<small>${escapeHtml(text)}</small>`;
  return `<th scope="row">${escapeHtml(id)}${asked}</th><td>${list(owned)}</td><td>${list(lies)}</td><td>${remarks.map(escapeHtml).join('<br>')}</td>`;
}
