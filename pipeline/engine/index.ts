/**
 * Answers from a model: mlx_lm's server, started here and ended on every way out, or any server that speaks the OpenAI
 * chat-completions protocol.
 */
export { type ChatRequest, type Completion, RequestError } from './chat.ts';
export { type Engine, type EngineFacts, type EngineOptions, type ModelFacts, type Outcome, Refusal, type Rendered } from './engine.ts';
export { isFolder } from './launch.ts';
export { type LocalOptions, openLocal } from './local.ts';
export { endpointBase, KEY, openRemote, type RemoteOptions } from './remote.ts';
