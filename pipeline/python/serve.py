"""Starts mlx_lm's server for one model, as this project needs it.

    serve.py --model PATH_OR_ID [--adapter DIR] [--decode N]

What it changes of mlx_lm 0.32.2, whose version it asserts:
- The port is a free one of the loopback address, said on standard output as a JSON line; every request needs the key in
  LEM_SERVER_KEY, so that no page and no other user of the machine can have answers from it.
- A request with a seed draws from a random state of its own and is batched like any other, so that its text does not
  depend on who else is asked. (mlx_lm takes it out of the batch, and else has one state for all.)
- Of prompts only the part that all probes of a condition share is kept, and cut at the same place each time: what a
  response is computed from never depends on which requests came before.
- `POST /lem/render` gives prompts as the model would receive them, with their numbers of tokens; `GET /lem/model` what the
  model is.
- It ends when its standard input does: when its parent is gone, however that went.
"""

import argparse
import hmac
import importlib.metadata
import itertools
import json
import logging
import os
import platform
import sys
import threading
import time
from http.server import ThreadingHTTPServer
from pathlib import Path

from speak import fail, say

PINNED = {"mlx-lm": "0.32.2", "mlx": "0.32.4"}

for package, version in PINNED.items():
    found = importlib.metadata.version(package)
    if found != version:
        fail(f"{package} is {found}, not {version}", "Remove .cache/python-* and run the command again: it installs the right one.")

import mlx.core as mx  # noqa: E402
from mlx_lm import server  # noqa: E402
from mlx_lm.models.cache import LRUPromptCache  # noqa: E402
from mlx_lm.sample_utils import apply_top_p  # noqa: E402
from mlx_lm.utils import _download  # noqa: E402

# Field of a message: how many of its characters belong to the kernel. For templates that take no system message.
PREFIX = "lem_prefix"


def seeded_sampler(temperature: float, top_p: float, seed: int):
    """Draws with a key of its own: the n-th token of a response depends on its seed and n alone."""
    state = mx.random.key(seed)

    def sample(logprobs):
        nonlocal state
        state, key = mx.random.split(state)
        if 0 < top_p < 1:
            logprobs = apply_top_p(logprobs, top_p)
        return mx.random.categorical(logprobs * (1 / temperature), key=key)

    return sample


class Responses(server.ResponseGenerator):
    """mlx_lm's, with seeds in a batch and the kernel as a segment of its own."""

    error = None

    def _generate(self):
        try:
            super()._generate()
        except Exception as error:
            self.error = error
            raise

    def _is_batchable(self, args):
        return self.model_provider.is_batchable and self.cli_args.kv_bits is None

    def _tokenize(self, tokenizer, request, args):
        prefix = next((m.pop(PREFIX) for m in request.messages if PREFIX in m), 0)
        prompt, segments, kinds, state, vision = super()._tokenize(tokenizer, request, args)
        if prefix and kinds and kinds[0] == "user":
            cut = self._shared(tokenizer, request.messages, prefix, args, prompt)
            if 0 < cut < len(segments[0]):
                segments = [segments[0][:cut], segments[0][cut:], *segments[1:]]
                kinds = ["system", *kinds]
        return prompt, segments, kinds, state, vision

    def _shared(self, tokenizer, messages, prefix, args, prompt):
        """How many tokens the prompt has in common with one that breaks off after the kernel."""
        *before, last = messages
        template = {**self.cli_args.chat_template_args, **(args.chat_template_kwargs or {})}
        # Another character in the probe's place; the token before it may join with what follows, so it is left out.
        other = [*before, {**last, "content": last["content"][:prefix] + "\u00a4"}]
        tokens = tokenizer.apply_chat_template(other, add_generation_prompt=False, **template)
        same = next((i for i, (a, b) in enumerate(zip(tokens, prompt)) if a != b), min(len(tokens), len(prompt)))
        return max(0, same - 1)


class KernelCache(LRUPromptCache):
    """Keeps the kernels' part of prompts, and nothing else."""

    def insert_cache(self, model, tokens, prompt_cache, *, cache_type="assistant"):
        if cache_type == "system":
            super().insert_cache(model, tokens, prompt_cache, cache_type=cache_type)


def make_sampler(args, tokenizer, original=server._make_sampler):
    if args.seed is None or args.sampling.temperature == 0:
        return original(args, tokenizer)
    return seeded_sampler(args.sampling.temperature, args.sampling.top_p, args.seed)


server._make_sampler = make_sampler


class Handler(server.APIHandler):
    """mlx_lm's, for whoever has the key."""

    key = os.environ.pop("LEM_SERVER_KEY", "")

    def _allowed(self) -> bool:
        given = self.headers.get("Authorization", "")
        if self.key and hmac.compare_digest(given.encode(), f"Bearer {self.key}".encode()):
            return True
        self._answer(401, {"error": "wrong key"})
        return False

    def _answer(self, status: int, value) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_OPTIONS(self):
        self._answer(405, {"error": "not for pages"})

    def do_GET(self):
        if not self._allowed():
            return
        if self.path == "/lem/model":
            self._answer(200, describe(self.response_generator.model_provider))
        else:
            super().do_GET()

    def do_POST(self):
        if not self._allowed():
            return
        if self.path == "/lem/render":
            self._render()
        else:
            super().do_POST()

    def _render(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        tokenizer = self.response_generator.model_provider.tokenizer
        template = {**self.response_generator.cli_args.chat_template_args, **(body.get("chat_template_kwargs") or {})}

        def render(messages):
            text = tokenizer.apply_chat_template(messages, add_generation_prompt=True, **{**template, "tokenize": False})
            tokens = tokenizer.apply_chat_template(messages, add_generation_prompt=True, **template)
            return text, tokens

        try:
            rendered = [render(messages) for messages in body["prompts"]]
        except Exception as error:  # whatever a template raises
            self._answer(422, {"error": str(error)})
            return
        # Tokens that all have in common at their beginning: as many places at which only one token stands.
        shared = sum(1 for _ in itertools.takewhile(lambda place: len(set(place)) == 1, zip(*(tokens for _, tokens in rendered))))
        self._answer(200, {"prompts": [{"text": text, "tokens": len(tokens)} for text, tokens in rendered], "shared": shared})

    def log_message(self, *_):
        pass


def describe(provider) -> dict:
    """What the loaded model is, and what it can take."""
    tokenizer = provider.tokenizer
    config = json.loads((Path(provider.path) / "config.json").read_text(encoding="utf-8"))
    text = config.get("text_config", config)
    template = tokenizer.chat_template
    return {
        "path": str(Path(provider.path).resolve()),
        "context": text.get("max_position_embeddings"),
        "model_type": config.get("model_type"),
        "batchable": provider.is_batchable,
        "chat_template": template if isinstance(template, str) else None,
        "thinking": bool(tokenizer.has_thinking),
        "eos": sorted(tokenizer.convert_ids_to_tokens(i) for i in tokenizer.eos_token_ids),
    }


def end_with_thread(responses) -> None:
    """Ends the process where the generating thread has died: mlx_lm's would stay up and refuse everything."""
    while responses.generation_available():
        time.sleep(0.2)
    logging.error("the generating thread has died: %s", responses.error)
    os._exit(70)


def end_with_parent() -> None:
    """Waits for the end of standard input, which the parent holds open; then ends the process, whatever it is doing."""
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)


def settings(args) -> argparse.Namespace:
    """mlx_lm's own defaults, but for what was asked."""
    return argparse.Namespace(
        model=args.model,
        adapter_path=args.adapter,
        draft_model=None,
        num_draft_tokens=0,
        trust_remote_code=False,
        chat_template="",
        use_default_chat_template=False,
        allowed_origins=[],
        temp=0.0,
        top_p=1.0,
        top_k=0,
        min_p=0.0,
        max_tokens=512,
        chat_template_args={},
        decode_concurrency=args.decode,
        prompt_concurrency=min(8, args.decode),
        prefill_step_size=2048,
        prompt_cache_size=16,
        prompt_cache_bytes=None,
        kv_bits=None,
        kv_group_size=64,
        quantized_kv_start=server.DEFAULT_QUANTIZED_KV_START,
        pipeline=False,
    )


def not_loaded(args, error, todo: str) -> None:
    """Ends the process with why the model, or the model under its adapter, could not be loaded."""
    under = f" under the adapter {args.adapter}" if args.adapter else ""
    also = " Check that the adapter is whole, and of this very model." if args.adapter else ""
    fail(f"The model {args.model}{under} cannot be loaded: {str(error).rstrip('.')}", f"{todo}{also}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--adapter")
    parser.add_argument("--decode", type=int, default=32)
    args = parser.parse_args()
    threading.Thread(target=end_with_parent, daemon=True).start()

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    server.maybe_set_recommended_wired_limit()
    try:
        path = _download(args.model)
        provider = server.ModelProvider(settings(args))
        provider.path = path
        # Once here, for the error: the generating thread, which has to own the model, only logs what goes wrong.
        if not (Path(path) / "config.json").exists():
            raise FileNotFoundError(f"there is no config.json in {path}")
        responses = Responses(provider, KernelCache(provider.cli_args.prompt_cache_size))
    except Exception as error:
        not_loaded(args, error, "Check its path, or its id on the hub and the connection to it.")
    while provider.tokenizer is None:
        if not responses.generation_available():
            not_loaded(args, responses.error, "Check that it is one that mlx_lm knows, and whole.")
        time.sleep(0.02)
    threading.Thread(target=end_with_thread, args=(responses,), daemon=True).start()
    fingerprint = server.get_system_fingerprint()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), lambda *a, **k: Handler(responses, *a, system_fingerprint=fingerprint, **k))
    say(
        "listening",
        port=httpd.server_address[1],
        versions={**PINNED, "python": platform.python_version()},
        device=str(mx.default_device()),
    )
    httpd.serve_forever()


main()
