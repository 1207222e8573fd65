/** A tie line: the rows it spans, and which of them are its members. */
export interface TieLine {
  first: number;
  last: number;
  members: ReadonlySet<number>;
}

/** Tie lines of a list of runs in the order shown, from the groups that each run is in. Groups of one draw nothing. */
export function tieLines(shown: readonly string[], groups: readonly { tie_group: number; run_id: string }[]): TieLine[] {
  return [...Map.groupBy(groups, ({ tie_group }) => tie_group)]
    .sort(([a], [b]) => a - b)
    .map(([, members]) => members.map(({ run_id }) => shown.indexOf(run_id)).filter((place) => place >= 0))
    .filter((places) => places.length > 1)
    .map((places) => ({ first: Math.min(...places), last: Math.max(...places), members: new Set(places) }));
}
