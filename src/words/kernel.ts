import { count } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';
import { sourceWord } from './model.ts';

/** A kernel text, or what is known of one. */
export interface Kernel {
  kernel_id: string;
  name: string;
  format: string;
  condition: string | null;
  edition: string;
  chars: number | null;
  bytes: number | null;
  sha256: string;
  text: string | null;
}

/** Runs that have a condition, by the kernel they name for it and by where it was put. */
export interface KernelRuns {
  source: string;
  condition: string;
  kernel_id: string | null;
  placement: string | null;
  runs: number;
}

/** The texts of one name, ours first; texts that only a run names come last, together. */
export interface KernelGroup {
  name: string;
  condition: string | null;
  own: boolean;
  rows: readonly Kernel[];
}

/** Kernels gathered by text, in the order given. */
export function kernelGroups(kernels: readonly Kernel[]): KernelGroup[] {
  const known = kernels.filter(({ edition }) => edition !== 'local');
  const local = kernels.filter(({ edition }) => edition === 'local');
  const groups = [...Map.groupBy(known, ({ name }) => name)].map(
    ([name, rows]): KernelGroup => ({ name, condition: rows[0]?.condition ?? null, own: false, rows }),
  );
  return local.length === 0 ? groups : [...groups, { name: 'Named by a run alone', condition: null, own: true, rows: local }];
}

/** `prime-imperative` as a heading. */
export const axiomTitle = (name: string): string => capital(name.replaceAll('-', ' '));

/** An edition in words. */
export const editionWord = (edition: string): string =>
  edition === 'restated' ? 'restated here' : edition === 'original' ? 'as published' : 'of that run';

const textOf = (kernels: readonly Kernel[], condition: string) =>
  kernels.find((kernel) => kernel.condition === condition && kernel.edition === 'restated');

/** What the texts are, in two sentences. */
export function kernelsSentence(kernels: readonly Kernel[], axioms: number): string {
  const forms = [textOf(kernels, 'json'), textOf(kernels, 'txt')].flatMap((kernel) => (kernel?.chars ? [count(kernel.chars)] : []));
  const placebo = textOf(kernels, 'placebo');
  const control = placebo ? ', and a placebo that has the shorter form and none of the axioms' : '';
  const imported = kernels.filter(({ edition, text }) => edition === 'original' && text !== null).length;
  const published =
    imported === 0
      ? 'of the published texts only lengths and hashes are here'
      : `${numeral(imported)} of the published texts ${plural(imported, 'was', 'were')} imported into this copy, and ${plural(imported, 'is', 'are')} not shown`;
  return `${capital(numeral(axioms))} ${plural(axioms, 'axiom')} in ${numeral(forms.length)} ${plural(forms.length, 'form')}, of ${list(forms)} characters${control}. The words are this project’s own; ${published}.`;
}

/** Whether any run has a placebo, published ones and those made here told apart. */
export function placeboSentence(runs: readonly KernelRuns[]): string {
  const having = runs.filter(({ condition }) => condition === 'placebo');
  const published = having.filter(({ source }) => source === 'published').reduce((sum, each) => sum + each.runs, 0);
  const here = having.filter(({ source }) => source !== 'published').reduce((sum, each) => sum + each.runs, 0);
  const first =
    published === 0
      ? 'No published run has it'
      : `${capital(numeral(published))} published ${plural(published, 'run has', 'runs have')} it`;
  return here === 0
    ? `${first}.`
    : `${first}; ${numeral(here)} ${plural(here, 'run', 'runs')} made or imported here ${plural(here, 'does', 'do')}.`;
}

const PLACES: Record<string, string> = { system: 'in the system message', user: 'before the probe in the user’s message' };

/** Where kernels went, source by source. */
export function placementSentences(runs: readonly KernelRuns[]): string[] {
  const withKernel = runs.filter(({ kernel_id }) => kernel_id !== null);
  return [...Map.groupBy(withKernel, ({ source }) => source)].map(([source, rows]) => {
    const places = [...Map.groupBy(rows, ({ placement }) => placement)];
    const subject = source === 'published' ? 'published runs' : source === 'local' ? 'runs made here' : `runs ${sourceWord(source)}`;
    const total = (each: readonly KernelRuns[]) => each.reduce((sum, row) => sum + row.runs, 0);
    if (places.length === 1 && places[0]?.[0] === null) return `Which way it was, no ${subject.replace('runs', 'run')} recorded.`;
    const each = places.map(([place, some]) => `${numeral(total(some))} ${place === null ? 'not recorded' : (PLACES[place] ?? place)}`);
    return `Conditions of ${subject}: ${list(each)}.`;
  });
}
