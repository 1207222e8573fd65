/** A row of the figures that hold paired differences of one model: what a kernel, or tuning, did to its scores. */
export interface EffectRow {
  condition: string;
  name: string;
  family: string;
  kind: string;
  n: number;
  mean_difference: number;
  low: number | null;
  high: number | null;
  cluster_low: number | null;
  cluster_high: number | null;
  p: number | null;
  p_holm: number | null;
  wins: number;
  losses: number;
  detectable: number | null;
  supported: boolean | null;
  /** Tests in the family that p is corrected in. */
  tests: number;
}
