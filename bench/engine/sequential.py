"""The plain way: one call of mlx_lm.generate after another, the whole prompt each time.

Reads from standard input {"model", "max_tokens", "temperature", "prompts": [messages]}; prints {"seconds", "tokens", "texts"}, the time
of the generating alone.
"""

import json
import sys
import time

from mlx_lm import load, stream_generate
from mlx_lm.sample_utils import make_sampler

task = json.load(sys.stdin)
model, tokenizer = load(task["model"])
sampler = make_sampler(temp=task["temperature"])
tokens = 0
texts = []


def answer(messages, max_tokens):
    prompt = tokenizer.apply_chat_template(messages, add_generation_prompt=True)
    pieces = list(stream_generate(model, tokenizer, prompt, max_tokens=max_tokens, sampler=sampler))
    return len(pieces), "".join(piece.text for piece in pieces)


answer(task["prompts"][0], 2)
began = time.perf_counter()
for count, messages in enumerate(task["prompts"]):
    count_of, text = answer(messages, task["max_tokens"])
    tokens += count_of
    texts.append(text)
    print(f"{count + 1} of {len(task['prompts'])}", file=sys.stderr)
print(json.dumps({"seconds": time.perf_counter() - began, "tokens": tokens, "texts": texts}))
