/**
 * The Content-Security-Policy of a page: files of this site alone, no inline script or style, no style attribute, no frame, no form
 * that leaves. `wasm` lets the page start WebAssembly and read from blobs, which DuckDB in the browser needs.
 */
export function policy({ wasm = false }: { wasm?: boolean } = {}): string {
  return [
    "default-src 'self'",
    `script-src 'self'${wasm ? " 'wasm-unsafe-eval'" : ''}`,
    "style-src 'self'",
    `connect-src 'self'${wasm ? ' blob:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
