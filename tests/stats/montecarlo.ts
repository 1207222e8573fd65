/** How far two Monte Carlo figures may lie apart: 4.5 standard errors, which chance exceeds once in 150,000 times. */
const WIDTH = 4.5;

/** Room for a share p counted in `resamples` draws. */
export function roomForShare(p: number, resamples: number): number {
  return WIDTH * Math.sqrt((p * (1 - p)) / resamples) + 1 / resamples;
}

/**
 * Room for an end of a 95 % percentile interval between a run of `resamples` and one of `others`: the standard error of a quantile is
 * sqrt(q (1 - q) / N) / density, the density of a mean taken as normal with the interval's own width.
 */
export function roomForEnd(interval: readonly number[], resamples: number, others: number): number {
  const [low, high] = interval as [number, number];
  const error = (high - low) / (2 * 1.96);
  const density = Math.exp(-(1.96 ** 2) / 2) / Math.sqrt(2 * Math.PI);
  return ((WIDTH * Math.sqrt(0.025 * 0.975)) / density) * error * Math.sqrt(1 / resamples + 1 / others);
}
