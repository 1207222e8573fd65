import { InputError } from '../records/index.ts';
import type { Condition, Header, Journal } from './journal.ts';
import type { Wanted } from './template.ts';

/** What of an engine may change the text of an answer. */
const ENGINE = ['name', 'version', 'mlx', 'device', 'blas'] as const;
/** What of a model says that it is another. */
const MODEL = ['model_id', 'hf_id', 'hf_revision', 'weights_sha256', 'config_sha256', 'tokenizer_sha256', 'adapter_sha256'] as const;

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));

/** What differs between a run as it was begun and as it is asked for now, in words. */
export function differences(begun: Header, now: Header): string[] {
  const told = (name: string, before: unknown, after: unknown) =>
    JSON.stringify(before) === JSON.stringify(after) ? [] : [`${name}: was ${shown(before)}, is now ${shown(after)}`];
  const ids = (header: Header) => header.asked.map(({ id }) => id).join(' ');
  return [
    ...MODEL.flatMap((key) => told(`model ${key}`, begun.model[key], now.model[key])),
    ...told('where the model is', begun.source, now.source),
    // A folder may be moved; what lies in it is told by its hashes.
    ...(begun.source === 'folder' ? [] : told('model', begun.given, now.given)),
    ...ENGINE.flatMap((key) => told(`engine ${key}`, begun.engine[key], now.engine[key])),
    ...Object.keys(begun.settings).flatMap((key) => told(key, begun.settings[key], now.settings[key])),
    ...told('chat-template arguments', begun.template, now.template),
    ...told('probe file (SHA-256)', begun.probes.sha256, now.probes.sha256),
    ...(ids(begun) === ids(now) ? [] : [`probes: were ${begun.asked.length}, are now ${now.asked.length}, or other ones`]),
  ];
}

/** What is wrong with the conditions asked for, beside those a run was begun with; new ones are welcome. */
export function conditionDifferences(begun: readonly Condition[], wanted: readonly Wanted[], finished: boolean): string[] {
  const asked = new Map(wanted.map((condition) => [condition.name, condition]));
  return begun.flatMap(({ name, kernel }) => {
    const now = asked.get(name);
    if (!now) return finished ? [] : [`condition ${name}: the run was begun with it, and it is not asked for now`];
    return now.kernel?.sha256 === kernel?.sha256
      ? []
      : [`kernel of ${name} (SHA-256): was ${kernel?.sha256}, is now ${now.kernel?.sha256}`];
  });
}

/** @throws InputError naming every setting in which a run differs from how it was begun */
export function refuseOther(
  { header, conditions }: Journal,
  now: Header,
  wanted: readonly Wanted[],
  finished: boolean,
  file: string,
): void {
  const all = [...differences(header, now), ...conditionDifferences(conditions, wanted, finished)];
  if (all.length === 0) return;
  throw new InputError({
    file,
    what: `the run was begun with other settings. ${all.join('; ')}`,
    todo: 'Give those, another --output, or --force to put it aside and begin anew.',
  });
}

/** @throws InputError where a condition's prompt is now rendered otherwise than when it was begun */
export function refuseOtherPrompt(begun: Condition, now: Condition, file: string): void {
  if (begun.rendered?.sha256 === now.rendered?.sha256 && begun.placement === now.placement) return;
  throw new InputError({
    file,
    what: `the chat template renders the prompts of ${begun.name} otherwise than when the run was begun`,
    todo: `It may put the date in: fix it, for example with --template-args '{"date_string":"26 Jul 2024"}', and begin anew with --force.`,
  });
}
