/** A tie line: the rows it spans, and which of them are its members. */
export interface TieLine {
  first: number;
  last: number;
  members: ReadonlySet<number>;
}

/**
 * Tie lines of a list of runs in the order shown, from the groups that each run is in. Groups of one draw nothing, nor do groups whose
 * shown members all stand in another: where not all runs are shown, they would say the same twice.
 */
export function tieLines(shown: readonly string[], groups: readonly { tie_group: number; run_id: string }[]): TieLine[] {
  return [...Map.groupBy(groups, ({ tie_group }) => tie_group)]
    .sort(([a], [b]) => a - b)
    .map(([, members]) => members.map(({ run_id }) => shown.indexOf(run_id)).filter((place) => place >= 0))
    .filter((places) => places.length > 1)
    .filter((places, index, all) => !all.some((other, place) => place !== index && covers(other, places, place < index)))
    .map((places) => ({ first: Math.min(...places), last: Math.max(...places), members: new Set(places) }));
}

/** Whether one group holds all of another; of two equal ones only the earlier covers. */
const covers = (group: readonly number[], other: readonly number[], earlier: boolean): boolean =>
  other.every((place) => group.includes(place)) && (group.length > other.length || earlier);

/** One line as it passes a row: where it stands in px from the cell's left, which part of the row's height it takes, and whether the row is a member. */
export interface TieMark {
  x: number;
  from: '0%' | '50%';
  to: '50%' | '100%';
  member: boolean;
}

const FIRST_X = 22;
const WIDTH = 44;

/** The tie lines that pass a row, in the order of their groups. */
export function tieMarks(lines: readonly TieLine[], row: number): TieMark[] {
  const spacing = lines.length < 2 ? 0 : Math.min(11, WIDTH / (lines.length - 1));
  return lines.flatMap(({ first, last, members }, index) =>
    row < first || row > last
      ? []
      : [
          {
            x: Number((FIRST_X + index * spacing).toFixed(2)),
            from: row === first ? '50%' : '0%',
            to: row === last ? '50%' : '100%',
            member: members.has(row),
          },
        ],
  );
}
