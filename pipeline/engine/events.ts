import { type Completion, RequestError } from './chat.ts';

/** The data of server-sent events, out of a text that comes in pieces. Comments and other fields are passed over. */
export function eventSplitter(): (piece: string) => string[] {
  let open = '';
  return (piece) => {
    const lines = (open + piece).split(/\r\n|\n|\r(?!$)/);
    open = lines.pop() ?? '';
    return lines.flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trim()] : []));
  };
}

type Chunk = {
  error?: unknown;
  choices?: { finish_reason?: string | null; delta?: Delta; message?: Delta }[];
  usage?: { prompt_tokens?: number; completion_tokens?: number; prompt_tokens_details?: { cached_tokens?: number } | null } | null;
};
type Delta = { content?: string | null; reasoning?: string | null; reasoning_content?: string | null };

/**
 * An answer put together from its chunks, or from a whole one of a server that does not stream.
 * `end` throws a RequestError of kind `lost` where the answer broke off.
 */
export function assembler() {
  const made: Omit<Completion, 'seconds'> = {
    text: '',
    reasoning: '',
    finish_reason: null,
    prompt_tokens: null,
    completion_tokens: null,
    cached_tokens: null,
  };
  let ended = false;
  return {
    add(data: string): void {
      if (data === '[DONE]') {
        ended = true;
        return;
      }
      const { error, choices, usage } = parseChunk(data);
      if (error !== undefined && error !== null) throw new RequestError('lost', `the server broke off: ${errorText(error)}`);
      const [choice] = choices ?? [];
      const delta = choice?.delta ?? choice?.message;
      made.text += delta?.content ?? '';
      made.reasoning += delta?.reasoning ?? delta?.reasoning_content ?? '';
      made.finish_reason = choice?.finish_reason ?? made.finish_reason;
      made.prompt_tokens = usage?.prompt_tokens ?? made.prompt_tokens;
      made.completion_tokens = usage?.completion_tokens ?? made.completion_tokens;
      made.cached_tokens = usage?.prompt_tokens_details?.cached_tokens ?? made.cached_tokens;
    },
    end(): Omit<Completion, 'seconds'> {
      if (!ended && made.finish_reason === null) throw new RequestError('lost', 'the answer broke off');
      return made;
    },
  };
}

function parseChunk(data: string): Chunk {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value === 'object' && value !== null) return value as Chunk;
  } catch {
    // Told below.
  }
  throw new RequestError('lost', `the server sent what is no JSON object: ${data.slice(0, 80)}`);
}

/** What a server says went wrong, out of the shapes that servers use. */
export function errorText(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error === 'object' && error !== null) {
    const { error: inner, message, detail } = error as { error?: unknown; message?: unknown; detail?: unknown };
    const found = inner ?? message ?? detail;
    if (found !== undefined) return errorText(found);
  }
  return JSON.stringify(error) ?? String(error);
}
