import { resolve } from 'node:path';
import { Command } from 'commander';
import { type Comparison, compareRuns } from '../compare/index.ts';
import { projectFolders } from '../compile/index.ts';
import { printable } from '../records/index.ts';
import { colors } from './colors.ts';
import { between, points, printJson, probability, table } from './report.ts';

interface CompareFlags {
  build?: string;
  all?: boolean;
  json?: boolean;
}

/** Probes shown at either end, unless all are asked for. */
const SHOWN = 8;

/** A value as a reader can take it in: of a SHA-256 its beginning. */
const known = (value: string | number | null): string =>
  value === null ? 'not recorded' : printable(String(value)).replace(/^([0-9a-f]{12})[0-9a-f]{52}$/, '$1...');

function print(of: Comparison, all: boolean): void {
  console.log(`${colors.bold(`${printable(of.a.id)} minus ${printable(of.b.id)}`)}`);
  const few = of.low === null ? 'too few probes for an interval' : between(of.low, of.high);
  const clustered = of.clusterLow === null ? '' : `; with domains resampled ${between(of.clusterLow, of.clusterHigh)}`;
  const rows = [
    ['probes', `${of.n} of ${of.probe_set}, paired by id`],
    ['mean difference', points(of.mean, true)],
    ['95 % interval', `${few}${clustered}`],
    ['p', `${probability(of.p)}  two-sided, sign flips, for this test alone`],
    ['effect size', of.dz === null ? 'none: the differences do not vary' : `${of.dz.toFixed(2)}  Cohen d_z`],
    ['detectable', of.mde === null ? 'cannot be said' : `${points(of.mde)}  smallest true difference found in 80 % of such studies`],
    ['probes moved', `${of.wins} up, ${of.losses} down, ${of.ties} equal`],
  ];
  console.log(table(rows));
  for (const { what, a, b } of of.differs) console.log(`${colors.yellow('differs')}  ${what}: ${known(a)} / ${known(b)}`);
  if (of.other_prompts > 0) console.log(`${colors.yellow('differs')}  ${of.other_prompts} of the shared probes were asked in other words`);
  for (const [side, probes] of [['a', of.only_a] as const, ['b', of.only_b] as const])
    if (probes.length > 0)
      console.log(`only in ${side}, not compared: ${probes.length > 6 ? `${probes.length} probes` : probes.join(', ')}`);
  const shown = all || of.moved.length <= 2 * SHOWN ? of.moved : [...of.moved.slice(0, SHOWN), undefined, ...of.moved.slice(-SHOWN)];
  const moved = shown.map((probe) =>
    probe
      ? [probe.probe_id, printable(probe.domain), points(probe.a, false, 1), points(probe.b, false, 1), points(probe.difference, true, 1)]
      : [`... ${of.moved.length - 2 * SHOWN} more: --all`, '', '', '', ''],
  );
  if (moved.length > 0) console.log(`\n${table([['probe', 'domain', 'a', 'b', 'a - b'], ...moved], 'llrrr')}`);
}

export function compareCommand(): Command {
  return new Command('compare')
    .description('compare two runs, or two conditions, probe by probe')
    .argument('<a>', 'a run file, or the id of a compiled run; with /CONDITION behind it for one condition')
    .argument('<b>', 'the same; differences are a minus b')
    .option('--build <folder>', 'the compiled folder that ids are looked up in (default: data/build)')
    .option('--all', 'show every probe that moved')
    .option('--json', 'print the comparisons as JSON, every probe that moved among them')
    .addHelpText(
      'after',
      `
Examples:
  lem compare gemma-3-12b.p100/json gemma-3-12b.p100        the kernel against the baseline
  lem compare lek-gemma-3-1b.p100 gemma-3-27b.p100          every condition that both have
  lem compare data/runs/my-run.jsonl gemma-3-4b.p100/json
  lem compare old.jsonl new.jsonl --json

Pairs are probes; samples of one probe are averaged first. The figures of two compiled runs are those of the table comparisons.
Runs of two probe sets are refused; what else differs (source, edition, settings, kernel) is said.`,
    )
    .action(async (a: string, b: string, { build, all, json }: CompareFlags) => {
      const folders = projectFolders();
      const comparisons = await compareRuns(a, b, { data: folders.data, build: build ? resolve(build) : folders.out });
      if (json) printJson(comparisons);
      else
        for (const [index, comparison] of comparisons.entries()) {
          if (index > 0) console.log('\n');
          print(comparison, all ?? false);
        }
    });
}
