const plainName = (run_id: string): string => `responses_${run_id.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;

/** Names of the tables of texts by run: `responses_` and the run's id without what SQL would have to quote, no two of them the same. */
export function textsNames(runs: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const run_id of runs) {
    const plain = plainName(run_id);
    let name = plain;
    for (let number = 2; taken.has(name); number += 1) name = `${plain}_${number}`;
    taken.add(name);
    names.set(run_id, name);
  }
  return names;
}
