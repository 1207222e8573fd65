import { conditionName } from '../../charts/marks.ts';
import { inSentence } from '../../words/compare.ts';
import { keptFiles } from './keep.ts';
import { ownId } from './names.ts';

/** Conditions of one file that a list offers at most. */
const MOST = 40;

/** Every condition of the files that are kept in this browser, as sides of a comparison. */
export async function keptSides(): Promise<{ id: string; label: string }[]> {
  return (await keptFiles())
    .filter(({ compared }) => compared)
    .flatMap(({ table, found }) =>
      found.conditions.slice(0, MOST).map(({ condition }) => ({
        id: `${ownId(table)}/${condition}`,
        label: `${table}, ${inSentence(conditionName(condition))}`,
      })),
    );
}
