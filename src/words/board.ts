import { list } from './english.ts';

/** How many rows of each table are shown. Tables of one title are counted together. */
export function shownSentence(tables: readonly { title: string; shown: number; all: number }[]): string {
  const each = [...Map.groupBy(tables, ({ title }) => title)].map(([title, same]) => {
    const [shown, all] = [same.reduce((sum, table) => sum + table.shown, 0), same.reduce((sum, table) => sum + table.all, 0)];
    return shown === all ? `all ${all} rows of ${title}` : `${shown} of ${all} rows of ${title}`;
  });
  return `Shown: ${list(each)}.`;
}

/** What is to be known of tie lines that were drawn again. */
export const redrawnSentence =
  'Tie lines are drawn for the rows shown, in their order. Which models are tied was tested over all models of the condition, whatever is shown.';
