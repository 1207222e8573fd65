/// <reference types="astro/client" />

declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'woff2' | 'truetype'; noHinting?: boolean; keepFeatures?: string[]; variationAxes?: Record<string, number> },
  ): Promise<Buffer>;
}
