import { basename, join } from 'node:path';
import { readJsonl } from '../records/files.ts';
import { chatLine, type InputError } from '../records/index.ts';
import { type FaultFound, faultFound } from './report.ts';

/** A file of training data in mlx_lm's chat format. */
export interface TrainingFound {
  path: string;
  examples: number;
  faults: FaultFound[];
  /** Faults in all; the list is cut. */
  faulty: number;
}

const FILES = ['train.jsonl', 'valid.jsonl', 'test.jsonl'];
const SHOWN = 5;

/** Counts the examples of the files that mlx_lm would read, and checks them. They stay where they are: training reads them from there. */
export async function readTraining(dir: string, paths: readonly string[]): Promise<TrainingFound[]> {
  const found: TrainingFound[] = [];
  for (const path of paths.filter((each) => FILES.includes(basename(each)))) {
    const file: TrainingFound = { path, examples: 0, faults: [], faulty: 0 };
    const onFault = (fault: InputError) => {
      file.faulty++;
      if (file.faults.length < SHOWN) file.faults.push(faultFound(fault));
    };
    for await (const _ of readJsonl(join(dir, path), chatLine, { onFault })) file.examples++;
    found.push(file);
  }
  return found;
}
