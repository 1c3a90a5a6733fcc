/** A text cut at each place that an expression (with the flag g) finds outside brackets: what stands in brackets is of the part that it stands in. */
export function splitOutsideBrackets(text: string, at: RegExp): readonly string[] {
  const found = [...text.matchAll(at)];
  if (found.length === 0 || !text.includes('(')) return text.split(at);
  const parts: string[] = [];
  let depth = 0;
  let seen = 0;
  let from = 0;
  for (const { 0: sign, index } of found) {
    for (; seen < index; seen += 1) {
      if (text[seen] === '(') depth += 1;
      else if (text[seen] === ')') depth = Math.max(0, depth - 1);
    }
    if (depth > 0) continue;
    parts.push(text.slice(from, index));
    from = index + sign.length;
  }
  const rest = text.slice(from);
  // A bracket that nobody closes holds nothing together.
  return depth > 0 && !rest.slice(rest.lastIndexOf('(')).includes(')') ? text.split(at) : [...parts, rest];
}
