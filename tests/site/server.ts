import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/** A folder served as plain static hosts do it: index.html in folders, a redirect to the final slash, 404.html for the rest. */
export async function serve(folder: string, base: string): Promise<{ origin: string; base: string; stop: () => void }> {
  const prefix = base === '/' ? '' : base.replace(/\/$/, '');
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = decodeURIComponent(pathname);
    const send = (status: number, file: string) => {
      response.writeHead(status, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      response.end(readFileSync(file));
    };
    const missing = () => (existsSync(join(folder, '404.html')) ? send(404, join(folder, '404.html')) : response.writeHead(404).end());
    if (!path.startsWith(`${prefix}/`)) return missing();
    const file = join(folder, path.slice(prefix.length));
    if (!file.startsWith(folder) || !existsSync(file)) return missing();
    if (!statSync(file).isDirectory()) return send(200, file);
    if (!path.endsWith('/')) return response.writeHead(301, { location: `${pathname}/` }).end();
    return existsSync(join(file, 'index.html')) ? send(200, join(file, 'index.html')) : missing();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, base: `${prefix}/`, stop: () => server.close() };
}
