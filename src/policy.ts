/**
 * The Content-Security-Policy of a page: files of this site alone, no inline script or style, no style attribute, no frame, no form
 * that leaves. `wasm` lets the page start WebAssembly and read from blobs, which DuckDB in the browser needs.
 *
 * The search, which every page has, needs neither: Pagefind starts its WebAssembly in a worker, and a worker that is loaded by its
 * address is bound by the policy that its own file comes with, not by the page's. A host that sends this policy as a header with
 * every file has to leave it out for `pagefind/pagefind-worker.js`, or allow `'wasm-unsafe-eval'` for that one file.
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
