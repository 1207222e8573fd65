import { InvalidArgumentError } from 'commander';

/** Reads a flag's value as a whole number within bounds. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(
        `It must be a whole number${most < Number.MAX_SAFE_INTEGER ? ` from ${least} to ${most}` : `, at least ${least}`}.`,
      );
    return value;
  };
}

/** Reads a flag's value as a decimal number; `above` is outside, `least` and `most` inside. */
export function decimal({ above, least, most }: { above?: number; least?: number; most?: number }): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const fits = text.trim() !== '' && Number.isFinite(value) && value > (above ?? -Infinity) && value >= (least ?? -Infinity);
    if (!fits || value > (most ?? Infinity))
      throw new InvalidArgumentError(
        `It must be a number ${above === undefined ? `from ${least ?? 'any'}` : `above ${above}`}${most === undefined ? ' up' : ` to ${most}`}.`,
      );
    return value;
  };
}
