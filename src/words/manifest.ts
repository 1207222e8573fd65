import type { Manifest } from '../../pipeline/records/index.ts';
import { count } from '../format.ts';
import { numeral, plural } from './english.ts';

/** What of a manifest is of any length or kind, since only whoever ran the run knows it. */
type Loose = Readonly<Record<string, unknown>>;

const isSaid = (value: unknown): value is string | number => typeof value === 'number' || (typeof value === 'string' && value !== '');

const said = (facts: Loose, names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const value = facts[name];
    return isSaid(value) ? [`${name} ${value}`] : [];
  });

/** The engine with what it ran on, as far as that is recorded: `mlx_lm 0.32.2; mlx 0.32.4, python 3.11.7, blas libopenblas.so.0`. */
export function engineFacts({ name, version, ...rest }: Manifest['engine']): string {
  const more = said(rest, ['mlx', 'python', 'device', 'blas', 'protocol']);
  return `${[name, version].filter(Boolean).join(' ')}${more.length > 0 ? `; ${more.join(', ')}` : ''}`;
}

/** The machine of a run; empty where nothing is recorded of it. */
export function machineFacts(machine: Loose = {}): string {
  const { os, os_release, arch, processor, cores, memory_gb, node, blas_variables } = machine;
  const set =
    blas_variables && typeof blas_variables === 'object' ? Object.entries(blas_variables).filter(([, value]) => isSaid(value)) : [];
  return [
    [os, os_release, arch].filter(isSaid).join(' '),
    isSaid(processor) ? `${processor}${isSaid(cores) ? `, ${count(Number(cores))} ${plural(Number(cores), 'core')}` : ''}` : '',
    isSaid(memory_gb) ? `${memory_gb} GB` : '',
    isSaid(node) ? `Node ${node}` : '',
    ...set.map(([name, value]) => `${name}=${value}`),
  ]
    .filter(Boolean)
    .join(', ');
}

/** How often a run was stopped and taken up again. */
export function interruptionSentence(interruptions: Manifest['interruptions']): string {
  if (interruptions === undefined) return '';
  const times = interruptions.length;
  if (times === 0) return 'in one go';
  return `stopped and taken up again ${times === 1 ? 'once' : times === 2 ? 'twice' : `${numeral(times)} times`}`;
}

/** SHA-256 of what the model is made of, each with what it is of. */
export const modelHashes = ({ weights_sha256, config_sha256, tokenizer_sha256, adapter_sha256 }: Manifest['model']) =>
  [
    { label: 'Weights', sha256: weights_sha256 },
    { label: 'Configuration', sha256: config_sha256 },
    { label: 'Tokenizer', sha256: tokenizer_sha256 },
    { label: 'Adapter', sha256: adapter_sha256 },
  ].flatMap(({ label, sha256 }) => (sha256 === undefined ? [] : [{ label, sha256 }]));

/** The prompts that a manifest holds as the model received them, a condition each. */
export const renderedPrompts = ({ conditions }: Pick<Manifest, 'conditions'>) =>
  conditions.flatMap(({ name, template, rendered_prompt, rendered_prompt_sha256, ...rest }) => {
    if (rendered_prompt === undefined) return [];
    const { rendered_probe_id, rendered_prompt_tokens } = rest as Loose;
    const of = [
      ...(typeof rendered_probe_id === 'string' ? [rendered_probe_id] : []),
      ...(typeof rendered_prompt_tokens === 'number'
        ? [`${count(rendered_prompt_tokens)} ${plural(rendered_prompt_tokens, 'token')}`]
        : []),
      ...(template ? [template] : []),
    ];
    return [{ condition: name, prompt: rendered_prompt, sha256: rendered_prompt_sha256, of: of.join(', ') }];
  });
