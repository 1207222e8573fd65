import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a scripted server does with one request. */
export type Turn = (
  request: { body: Record<string, unknown>; headers: IncomingMessage['headers']; path: string },
  response: ServerResponse,
) => void;

/**
 * A server that fails as it is told, for what a real one does only by accident: it takes the turns one after another, and
 * the last again and again. Everything that a real server can show is tested with a real one.
 */
export async function scripted(...turns: Turn[]) {
  const seen: { body: Record<string, unknown>; headers: IncomingMessage['headers']; path: string }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const asked = {
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      headers: request.headers,
      path: request.url ?? '',
    };
    const turn = turns[Math.min(seen.length, turns.length - 1)] as Turn;
    seen.push(asked);
    turn(asked, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const delta = (content: string, finish_reason: string | null = null) => event({ choices: [{ delta: { content }, finish_reason }] });

/** A whole streamed answer. */
export const answer =
  (text: string, finish: string | null = 'stop', usage: Record<string, unknown> = { prompt_tokens: 7, completion_tokens: 3 }): Turn =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(`: keepalive\n\n${delta(text)}${delta('', finish)}${event({ choices: [], usage })}data: [DONE]\n\n`);
  };

/** An error with a status. */
export const status =
  (code: number, body: unknown = { error: { message: `code ${code}` } }, headers: Record<string, string> = {}): Turn =>
  (_, response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

/** Part of an answer, and then the connection breaks. */
export const broken: Turn = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(delta('half of'), () => response.destroy());
};

/** The connection breaks before any answer. */
export const dropped: Turn = (_, response) => void response.destroy();

/** A head, and then nothing any more. */
export const silent: Turn = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(': here\n\n');
};
