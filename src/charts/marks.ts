const FAMILIES = new Map([
  ['Gemma', 'gemma'],
  ['Mistral', 'mistral'],
  ['Llama', 'llama'],
  ['Qwen', 'qwen'],
  ['DeepSeek', 'deepseek'],
  ['GPT-OSS', 'gpt-oss'],
]);

/** The six families that have a hue, in the order of the keys. */
export const familyNames: readonly string[] = [...FAMILIES.keys()];

/** The class that carries a family's hue; any family beyond the six takes the neutral mark. */
export const familyClass = (family: string): string => FAMILIES.get(family) ?? 'neutral';

/** A shape around 0, 0 of an SVG, as the attributes of one element. */
export type Shape =
  | { element: 'circle'; attributes: { r: number } }
  | { element: 'path'; attributes: { d: string } }
  | { element: 'rect'; attributes: { x: number; y: number; width: number; height: number } };

/**
 * The shape of a condition: circle for the baseline, triangle for the JSON kernel, square for the TXT kernel, diamond for the
 * placebo; any other condition takes a triangle on its tip. Their areas look alike; `size` scales them.
 */
export function shapeOf(condition: string, size = 1): Shape {
  const r = (value: number) => Number((value * size).toFixed(2));
  switch (condition) {
    case 'baseline':
      return { element: 'circle', attributes: { r: r(4.6) } };
    case 'json':
      return { element: 'path', attributes: { d: `M0 ${r(-5.6)}L${r(5.2)} ${r(3.8)}H${r(-5.2)}Z` } };
    case 'txt':
      return { element: 'rect', attributes: { x: r(-4.2), y: r(-4.2), width: r(8.4), height: r(8.4) } };
    case 'placebo':
      return { element: 'path', attributes: { d: `M0 ${r(-5.8)}L${r(5.8)} 0L0 ${r(5.8)}L${r(-5.8)} 0Z` } };
    default:
      return { element: 'path', attributes: { d: `M0 ${r(5.6)}L${r(5.2)} ${r(-3.8)}H${r(-5.2)}Z` } };
  }
}

const CONDITIONS = new Map([
  ['baseline', 'no kernel'],
  ['json', 'JSON kernel'],
  ['txt', 'TXT kernel'],
  ['placebo', 'placebo'],
]);

/** A condition in the words of a key. */
export const conditionName = (condition: string): string => CONDITIONS.get(condition) ?? condition;

/** Whether a condition is one of this project's, rather than a name that a run gave. */
export const isNamed = (condition: string): boolean => CONDITIONS.has(condition);

const SHORT = new Map([
  ['json', 'JSON'],
  ['txt', 'TXT'],
]);

/** A condition as a short tag in a row: JSON, TXT, baseline. */
export const conditionTag = (condition: string): string => SHORT.get(condition) ?? condition;

const ORDER = ['baseline', 'json', 'txt', 'placebo'];

/** Baseline first, then the published kernels, the placebo, and any other by its name. */
export function byCondition(a: string, b: string): number {
  const [first, second] = [ORDER.indexOf(a), ORDER.indexOf(b)];
  if (first >= 0 && second >= 0) return first - second;
  if (first >= 0 || second >= 0) return first >= 0 ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
