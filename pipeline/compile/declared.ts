import type { RunFile } from '../run-file.ts';
import type { Row } from './database.ts';
import type { Published } from './published.ts';
import { fault } from './sources.ts';

// What runs declare beside what is published: models and kernels that only they name.

/** The published models, then those of runs. @throws InputError where a run declares a known model as another, or a base that nobody knows */
export function modelRows(published: Published, files: readonly RunFile[]): Row[] {
  const rows = published.models.map(({ value }, position): Row => {
    const { p20_baseline: _, p20_json: __, p20_txt: ___, ...model } = value;
    return { ...model, source: 'published', position: position + 1 };
  });
  const known = new Map(rows.map((row) => [row.model_id as string, row]));
  for (const {
    manifest: { model, source },
    manifestFile,
  } of files) {
    const first = known.get(model.model_id);
    const { model_id, name, family, version, params_b, kind, base_model_id, hf_id } = model;
    const row: Row = { model_id, name, family, version, params_b, kind, base_model_id, hf_id, source, position: known.size + 1 };
    if (!first) known.set(model_id, row);
    else if (first.family !== family || first.kind !== kind)
      throw fault(
        { file: manifestFile },
        `model ${model_id} is declared as ${family}, ${kind}; it is known as ${first.family}, ${first.kind}`,
        'Give the model an id of its own, or correct the manifest.',
      );
  }
  for (const {
    manifest: { model },
    manifestFile,
  } of files) {
    if (model.base_model_id !== null && !known.has(model.base_model_id))
      throw fault(
        { file: manifestFile },
        `base model ${JSON.stringify(model.base_model_id)} is in no table`,
        'Correct it, or add a run that declares it.',
      );
  }
  return [...known.values()];
}

/** Kernels that only a run names. A run whose kernel has a known id must have been given the very text. */
export function namedKernels(files: readonly RunFile[], known: readonly Row[]): Row[] {
  const rows = new Map(known.map((row) => [row.kernel_id as string, row]));
  const added: Row[] = [];
  for (const { manifest, manifestFile } of files) {
    for (const { name, kernel } of manifest.conditions) {
      if (!kernel) continue;
      const { kernel_id, sha256, chars, edition } = kernel;
      const first = rows.get(kernel_id);
      if (first && first.sha256 !== sha256)
        throw fault(
          { file: manifestFile },
          `kernel ${kernel_id} of condition ${name} is another text (SHA-256 ${sha256.slice(0, 12)}...) than the one known by that id`,
          'Give the kernel of this run an id of its own.',
        );
      if (first) continue;
      const row: Row = { kernel_id, name: kernel_id, format: 'txt', condition: name, edition, chars, bytes: null, sha256, text: null };
      rows.set(kernel_id, row);
      added.push(row);
    }
  }
  return added;
}
