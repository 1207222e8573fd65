declare module 'd3-format' {
  /** A function that writes numbers by a specifier such as `.2f`. @throws Error where it is no specifier */
  export function format(specifier: string): (value: number) => string;
}
