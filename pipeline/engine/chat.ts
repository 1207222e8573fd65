import type { Message } from '../records/index.ts';

/** One question to a server that speaks the OpenAI chat-completions protocol. */
export type ChatRequest = {
  messages: readonly Message[];
  /** New tokens at most. */
  max_tokens: number;
  /** 0 is greedy. */
  temperature: number;
  /** Null leaves it to the server. */
  top_p: number | null;
  /** Null where nothing is drawn. */
  seed: number | null;
  /** Arguments of the chat template, such as `enable_thinking`. */
  template?: Readonly<Record<string, unknown>> | undefined;
  /** Of the last message, how many code points belong to the kernel. Only a server of ours is told. */
  prefix?: number | undefined;
};

/** An answer, whole. */
export type Completion = {
  /** The answer's text, without what the model thought before it. May be empty. */
  text: string;
  /** What it thought, where the server tells it apart. */
  reasoning: string;
  /** Why it ended, as the server said: `stop`, `length`. */
  finish_reason: string | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  /** Of the prompt's tokens, those that were not worked through again. */
  cached_tokens: number | null;
  /** From sending to the last byte. */
  seconds: number;
};

/** Where requests go, and as what. */
export type Address = {
  /** Ends in `/v1`. */
  url: string;
  key?: string | undefined;
  model: string;
  /** A server started here, which is told more. */
  own: boolean;
};

/**
 * Why a request brought no answer.
 *
 * `lost`: the connection failed or broke off. `busy`: the server asks for another try (408, 429, 5xx). `refused`: another
 * 4xx; a second try would end the same way. `aborted`: we gave it up ourselves.
 */
export class RequestError extends Error {
  readonly kind: 'lost' | 'busy' | 'refused' | 'aborted';
  readonly status: number | undefined;
  /** What the server asks to wait, in milliseconds. */
  readonly wait: number | undefined;

  constructor(
    kind: RequestError['kind'],
    message: string,
    { status, wait }: { status?: number | undefined; wait?: number | undefined } = {},
  ) {
    super(message);
    this.name = 'RequestError';
    this.kind = kind;
    this.status = status;
    this.wait = wait;
  }
}

/** The body of a request. */
export function bodyOf(request: ChatRequest, { model, own }: Pick<Address, 'model' | 'own'>): Record<string, unknown> {
  const { messages, max_tokens, temperature, top_p, seed, template, prefix } = request;
  const last = messages.length - 1;
  return {
    model,
    messages: own && prefix ? messages.map((message, i) => (i === last ? { ...message, lem_prefix: prefix } : message)) : messages,
    max_tokens,
    temperature,
    ...(top_p === null ? {} : { top_p }),
    ...(seed === null ? {} : { seed }),
    ...(template && Object.keys(template).length > 0 ? { chat_template_kwargs: template } : {}),
    stream: true,
    stream_options: { include_usage: true },
  };
}
