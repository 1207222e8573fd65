import { parseArgs } from 'node:util';
import { moment } from '../../pipeline/ab/ask.ts';
import { machine } from '../../pipeline/ab/machine.ts';
import { localModel } from '../../pipeline/ab/model.ts';
import { table } from '../../pipeline/cli/report.ts';
import { inProject } from '../../pipeline/project.ts';
import { readJson, writeAtomic } from '../../pipeline/records/files.ts';
import { type Speed, type SpeedPart, speed, type Way } from '../../pipeline/records/speed.ts';
import { SCORER } from '../../pipeline/scorer/index.ts';
import { ownShare, wayFigures } from '../../pipeline/speed.ts';
import { overhead } from './overhead.ts';
import { ours, plainScript, type Task } from './ways.ts';
import { benchWork } from './work.ts';

/**
 * Responses a minute of SmolLM2 on this machine: a plain sequential script, and what the prefix cache, batching and warming
 * make of it, on the same probes, kernels and BLAS: `npm run bench:engine`. What that changes in the answers. Then what this project
 * itself adds to a response.
 *
 *   --probes N (24)  --tokens N (96)  --concurrency N (24)  --model FOLDER  --only greedy|sampled
 *   --record  keeps what was measured in bench/engine/measured.json, which the site shows; with --only, the other part as it was
 */
const { values } = parseArgs({
  options: {
    probes: { type: 'string', default: '24' },
    tokens: { type: 'string', default: '96' },
    concurrency: { type: 'string', default: '24' },
    model: { type: 'string', default: inProject('models/smollm2-135m') },
    only: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});
const FILE = inProject('bench/engine/measured.json');
const NAMES: Record<Way, string> = {
  script: 'mlx_lm.generate, one after another',
  one: 'lem, one at a time: the prefix cache',
  batched: `lem, ${values.concurrency} at once, kernels not warmed`,
  warmed: `lem, ${values.concurrency} at once, kernels warmed`,
};

const work = await benchWork(Number(values.probes));
let engine: Speed['engine'] = { name: 'mlx_lm', version: null };

async function measure(temperature: number): Promise<SpeedPart> {
  const seed = temperature > 0 ? 1 : null;
  const task: Task = { model: values.model, work, max_tokens: Number(values.tokens), temperature, seed };
  const tell = (facts: Speed['engine']) => {
    engine = facts;
  };
  const ways = [
    await plainScript(task),
    await ours('one', 1, task, tell),
    await ours('batched', Number(values.concurrency), task, tell),
    await ours('warmed', Number(values.concurrency), task, tell),
  ];
  return { temperature, seed, measured: moment(), ways };
}

function print(part: SpeedPart): void {
  const figures = wayFigures(part);
  const [{ answers = 0 } = {}] = figures;
  console.log(
    `\n${part.temperature === 0 ? 'greedy' : `temperature ${part.temperature}, a seed for each response`}: ${answers} responses, ${values.tokens} new tokens at most`,
  );
  const rows = figures.map(({ way, seconds, rate, tokens, times, change }) => [
    NAMES[way],
    `${seconds.toFixed(0)} s`,
    rate.toFixed(1),
    tokens.toFixed(1),
    `${times.toFixed(2)} times`,
    change ? `${change.same} of ${answers}` : '',
    change ? `${change.mean.toFixed(2)} (${change.low?.toFixed(2)} to ${change.high?.toFixed(2)})` : '',
  ]);
  const head = [
    '',
    'time',
    'responses a minute',
    'tokens a second',
    'of the plain script',
    'same text as one at a time',
    'score beside it',
  ];
  console.log(table([head, ...rows], 'lrrrrrr'));
}

const own = await overhead();
const parts: SpeedPart[] = [];
for (const [name, temperature] of [
  ['greedy', 0],
  ['sampled', 0.8],
] as const) {
  if (values.only && values.only !== name) continue;
  const part = await measure(temperature);
  print(part);
  const { each, share } = ownShare(own, part) ?? { each: Number.NaN, share: Number.NaN };
  console.log(
    `Of our own, one at a time: ${own.milliseconds.toFixed(2)} ms a response (protocol, journal with its fsync, score; ${own.responses} of ${own.chars} characters), ${(share * 100).toFixed(2)} % of the ${each.toFixed(0)} ms that one of these takes.`,
  );
  parts.push(part);
}

if (values.record) {
  const model = await localModel(values.model, values.model);
  const before = values.only ? ((await readJson(FILE, speed).catch(() => undefined))?.parts ?? []) : [];
  const measured = new Set(parts.map(({ temperature }) => temperature));
  const record: Speed = {
    format: 1,
    model_id: model.model_id,
    weights_sha256: model.weights_sha256 as string,
    probes: Number(values.probes),
    max_tokens: Number(values.tokens),
    engine,
    scorer_version: SCORER.version,
    machine: machine() as Speed['machine'],
    parts: [...before.filter(({ temperature }) => !measured.has(temperature)), ...parts].sort((a, b) => a.temperature - b.temperature),
    overhead: own,
  };
  speed.parse(record);
  await writeAtomic(FILE, `${JSON.stringify(record, null, 1)}\n`);
  console.log(`\nWritten: bench/engine/measured.json`);
}
