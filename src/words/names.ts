/** Names without a closing parenthesis, `LEK-Gemma3 1B (layered)`, wherever they stay distinct from the others without it. */
export function shortNames(names: readonly string[]): Map<string, string> {
  const distinct = [...new Set(names)];
  const cut = (name: string) => name.replace(/\s*\([^()]*\)$/, '') || name;
  const times = Map.groupBy(distinct, cut);
  return new Map(distinct.map((name) => [name, times.get(cut(name))?.length === 1 ? cut(name) : name]));
}

/** Names of one line, said once: `Gemma 3 4B`, `Gemma 3 12B` become `Gemma 3 4B`, `12B`. Words are shared only from the start. */
export function sharedFront(names: readonly string[]): string[] {
  const words = names.map((name) => name.split(' '));
  const [first = [], ...others] = words;
  let shared = 0;
  while (others.length > 0 && words.every((each) => each.length > shared + 1 && each[shared] === first[shared])) shared += 1;
  return names.map((name, index) => (index === 0 ? name : name.split(' ').slice(shared).join(' ')));
}
