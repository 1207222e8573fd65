import { type Scale, scaleOver } from '../charts/scale.ts';
import { cutName, shortNames } from '../words/names.ts';
import { shortProbe } from '../words/probe.ts';
import { type ClaimedScore, type Empties, type Scored, type StripEffect, scoresHeading, stripHeading } from '../words/result.ts';
import { type Answer, answersOf } from './answers.ts';
import { rowsOf } from './figures.ts';

interface Run {
  run_id: string;
  model_id: string;
  name: string;
  family: string;
  kind: string;
  source: string;
  probe_set: string;
  edition: string;
  /** Names of its conditions, joined by a comma and a space. */
  conditions: string | null;
  note: string | null;
}

type Score = Scored & { probe_id: string; domain: string; difference: number | null };
type Condition = { condition: string; n: number; mean: number | null; low: number | null; high: number | null };
type Claim = ClaimedScore & { run_id: string; probe_id: string; claim_id: string };

/** One strip of a run: a value a probe. */
export interface RunSeries {
  heading: string;
  /** True where the values are differences from the baseline. */
  differences: boolean;
  of: ReadonlyMap<string, number>;
}

/** What the page of one probe in one run shows. What belongs to the run is the same object on all its pages. */
export type ResultPage = {
  run: Run;
  probe: string;
  domain: string;
  /** The prompt as a reader can be shown it, and whether it is the very wording that the run asked. */
  prompt: { text: string; asked: boolean } | null;
  answers: readonly Answer[];
  scores: readonly Score[];
  series: readonly RunSeries[];
  scale: Scale;
  /** Short name of the probe. */
  label: string;
  empties: readonly Empties[];
  claims: readonly Claim[];
  previous: string | undefined;
  next: string | undefined;
};

/** Differences from the baseline, a strip a kernel; the scores themselves where there is nothing to take a difference from. */
function seriesOf(scores: readonly Score[], effects: readonly StripEffect[], conditions: readonly Condition[]): RunSeries[] {
  const valuesOf = (condition: string, value: (score: Score) => number | null) =>
    new Map(
      scores.flatMap((score) => {
        const own = score.condition === condition ? value(score) : null;
        return own === null ? [] : [[score.probe_id, own] as const];
      }),
    );
  if (effects.length > 0)
    return effects.map((effect) => ({
      heading: stripHeading(effect),
      differences: true,
      of: valuesOf(effect.condition, ({ difference }) => difference),
    }));
  return conditions
    .filter((each): each is Condition & { mean: number } => each.mean !== null)
    .map((each) => ({ heading: scoresHeading(each), differences: false, of: valuesOf(each.condition, ({ lek_score }) => lek_score) }));
}

/** A probe's prompt in this project's wording and in the published one, where each is here. */
interface Prompt {
  prompt: string | null;
  published_prompt: string | null;
}

/** The wording that the run asked where it is here, else this project's. */
function promptOf({ edition }: Run, known: Prompt | undefined): ResultPage['prompt'] {
  const asked = edition === 'original' ? known?.published_prompt : edition === 'restated' ? known?.prompt : undefined;
  if (asked) return { text: asked, asked: true };
  return known?.prompt ? { text: known.prompt, asked: false } : null;
}

type Page = { params: { run: string; probe: string }; props: ResultPage };

/** The pages of one run. Its rows and texts are read once. */
async function pagesOf(run: Run, prompts: ReadonlyMap<string, Prompt>, claims: readonly Claim[]): Promise<Page[]> {
  const of = { run_id: run.run_id };
  const [answers, scores, effects, conditions, empties] = await Promise.all([
    answersOf(run.run_id),
    rowsOf<Score>('run-strip', of),
    rowsOf<StripEffect>('run-kernels', of),
    rowsOf<Condition>('run-conditions', of),
    rowsOf<Empties>('run-empty', of),
  ]);
  const series = seriesOf(scores, effects, conditions);
  const scale = scaleOver([0, ...series.flatMap((each) => [...each.of.values()])], { most: 5, margin: 0.06 });
  const byProbe = Map.groupBy(scores, ({ probe_id }) => probe_id);
  const asked = [...answers.keys()];
  return asked.map((probe, index) => ({
    params: { run: run.run_id, probe },
    props: {
      run,
      probe,
      domain: byProbe.get(probe)?.[0]?.domain ?? '',
      prompt: promptOf(run, prompts.get(probe)),
      answers: answers.get(probe) ?? [],
      scores: byProbe.get(probe) ?? [],
      series,
      scale,
      label: shortProbe(probe, asked),
      empties,
      claims: claims.filter((claim) => claim.run_id === run.run_id && claim.probe_id === probe),
      previous: asked[index - 1],
      next: asked[index + 1],
    },
  }));
}

/** A page for every probe of every run, run by run. */
export async function resultPages(): Promise<Page[]> {
  const [runs, probes, claims] = await Promise.all([
    rowsOf<Run>('runs'),
    rowsOf<Prompt & { probe_id: string }>('probes'),
    rowsOf<Claim>('score-claims'),
  ]);
  const short = shortNames(runs.map(({ name }) => name));
  const prompts = new Map(probes.map((probe) => [probe.probe_id, probe]));
  const pages: Page[] = [];
  for (const run of runs) pages.push(...(await pagesOf({ ...run, name: cutName(short.get(run.name) ?? run.name) }, prompts, claims)));
  return pages;
}
