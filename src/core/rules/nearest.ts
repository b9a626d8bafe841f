/** The names that somebody may have meant: the same but for case and punctuation, or one slip of a key away. */
export function nearest(said: string, names: Iterable<string>, most = 3): readonly string[] {
  const wanted = bare(said);
  const found: string[] = [];
  for (const name of names) {
    if (found.length >= most) break;
    const other = bare(name);
    if (name !== "" && (other === wanted || (wanted.length > 2 && isOneSlip(wanted, other)))) found.push(name);
  }
  return found;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]+/g, "");
}

/** One letter more, less, other, or two in the wrong order. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [x, y] = [a.slice(start), b.slice(start)];
  const swapped = x.length > 1 && x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
  return swapped || x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1);
}
