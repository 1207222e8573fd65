import { type IncomingMessage, request as plain, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import { type Address, bodyOf, type ChatRequest, type Completion, RequestError } from './chat.ts';
import { assembler, errorText, eventSplitter } from './events.ts';

// Node's own http client rather than fetch: fetch gives up after 300 s without headers or data, which a long prompt on a slow
// machine outlasts. How long to wait is decided above, by the watchdog.

/** Bytes of a refusal that are read. */
const MAX_ERROR = 64 * 1024;

type CallOptions = {
  signal?: AbortSignal | undefined;
  /** Told at every sign of life. */
  onData?: (() => void) | undefined;
};

/** Asks once, streamed. @throws RequestError in every case but an answer */
export async function complete(address: Address, request: ChatRequest, { signal, onData }: CallOptions = {}): Promise<Completion> {
  const began = performance.now();
  const response = await call(address, 'POST', '/chat/completions', bodyOf(request, address), signal);
  onData?.();
  const made = assembler();
  try {
    response.setEncoding('utf8');
    if (/^application\/json/i.test(response.headers['content-type'] ?? '')) {
      let text = '';
      for await (const piece of response) {
        onData?.();
        text += piece;
      }
      made.add(text);
    } else {
      const split = eventSplitter();
      for await (const piece of response) {
        onData?.();
        for (const data of split(piece as string)) made.add(data);
      }
      for (const data of split('\n')) made.add(data);
    }
    return { ...made.end(), seconds: (performance.now() - began) / 1000 };
  } catch (error) {
    response.destroy();
    throw asRequestError(error, address, signal);
  }
}

/** Asks for or sends a JSON document. @throws RequestError */
export async function json(address: Address, method: 'GET' | 'POST', path: string, body?: unknown, signal?: AbortSignal): Promise<unknown> {
  const response = await call(address, method, path, body, signal);
  try {
    response.setEncoding('utf8');
    let text = '';
    for await (const piece of response) text += piece;
    return JSON.parse(text);
  } catch (error) {
    throw asRequestError(error, address, signal);
  }
}

/** Sends a request; resolves with the response once its head has come and says 200. A redirect is a refusal: it would take the key along. */
async function call(address: Address, method: 'GET' | 'POST', path: string, body: unknown, signal?: AbortSignal): Promise<IncomingMessage> {
  // Paths of ours stand beside the protocol's.
  const url = new URL(path.startsWith('/lem/') ? `${address.url.replace(/\/v1$/, '')}${path}` : `${address.url}${path}`);
  const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const options: RequestOptions = {
    method,
    headers: {
      accept: 'text/event-stream, application/json',
      ...(content ? { 'content-type': 'application/json', 'content-length': content.length } : {}),
      ...(address.key ? { authorization: `Bearer ${address.key}` } : {}),
    },
    ...(signal ? { signal } : {}),
  };
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = (url.protocol === 'https:' ? secure : plain)(url, options, resolve);
      sent.on('error', reject);
      sent.end(content);
    });
    if (response.statusCode === 200) return response;
    throw await refusal(response, address);
  } catch (error) {
    throw asRequestError(error, address, signal);
  }
}

/** What mlx_lm's server says, with 404, while it is dying. */
const DYING = 'generation thread died';

async function refusal(response: IncomingMessage, { own }: Address): Promise<RequestError> {
  const status = response.statusCode ?? 0;
  let text = '';
  response.setEncoding('utf8');
  for await (const piece of response) {
    text += piece;
    if (text.length > MAX_ERROR) break;
  }
  response.destroy();
  const dying = own && text.includes(DYING);
  const kind = dying ? 'lost' : status === 408 || status === 429 || status >= 500 ? 'busy' : 'refused';
  const after = Number(response.headers['retry-after']);
  const wait = Number.isFinite(after) && after >= 0 ? after * 1000 : undefined;
  return new RequestError(kind, `HTTP ${status}: ${said(text) || response.statusMessage || 'no reason given'}`, { status, wait });
}

function said(text: string): string {
  try {
    return errorText(JSON.parse(text)).slice(0, 500);
  } catch {
    return text.trim().slice(0, 500);
  }
}

/** Any error as one of ours, the key taken out of what a server may have sent back. */
function asRequestError(error: unknown, { key }: Address, signal: AbortSignal | undefined): RequestError {
  const clean = (message: string) => (key ? message.replaceAll(key, '***') : message);
  if (error instanceof RequestError) {
    const { kind, status, wait } = error;
    return new RequestError(kind, clean(error.message), { status, wait });
  }
  if (signal?.aborted) return new RequestError('aborted', 'given up');
  const { code, message } = error as NodeJS.ErrnoException;
  return new RequestError('lost', clean(message || code || String(error)));
}
