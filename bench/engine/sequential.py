"""The plain way: one call of mlx_lm.generate after another, the whole prompt each time.

Reads from standard input {"model", "max_tokens", "temperature", "prompts": [messages]}; prints {"seconds", "answers": [{"text",
"tokens"}]}, the time of the generating alone.
"""

import json
import sys
import time

from mlx_lm import load, stream_generate
from mlx_lm.sample_utils import make_sampler

task = json.load(sys.stdin)
model, tokenizer = load(task["model"])
sampler = make_sampler(temp=task["temperature"])
answers = []


def answer(messages, max_tokens):
    prompt = tokenizer.apply_chat_template(messages, add_generation_prompt=True)
    pieces = list(stream_generate(model, tokenizer, prompt, max_tokens=max_tokens, sampler=sampler))
    return {"text": "".join(piece.text for piece in pieces), "tokens": len(pieces)}


answer(task["prompts"][0], 2)
began = time.perf_counter()
for count, messages in enumerate(task["prompts"]):
    answers.append(answer(messages, task["max_tokens"]))
    print(f"{count + 1} of {len(task['prompts'])}", file=sys.stderr)
print(json.dumps({"seconds": time.perf_counter() - began, "answers": answers}))
