"""How a model in a folder agrees with reference answers: prints JSON, a record for each case.

For each case: whether the prompt has the same tokens; whether the answer's tokens give its text; and, the reference's answer being
put in token by token, how often its next token is this model's first choice too, and its mean log-probability here.
"""

import json
import sys

import mlx.core as mx
from mlx_lm import load

folder, reference = sys.argv[1:]
model, tokenizer = load(folder)


def agreement(case):
    prompt = tokenizer.apply_chat_template(case["messages"], add_generation_prompt=True)
    answer = case["answer_tokens"]
    logits = model(mx.array([case["prompt_tokens"] + answer]))[0, len(case["prompt_tokens"]) - 1 : -1]
    logprobs = logits - mx.logsumexp(logits, axis=-1, keepdims=True)
    chosen = mx.argmax(logits, axis=-1).tolist()
    told = mx.take_along_axis(logprobs, mx.array(answer)[:, None], axis=-1)
    return {
        "same_prompt": prompt == case["prompt_tokens"],
        "same_text": tokenizer.decode(answer) == case["answer"],
        "agreeing": sum(a == b for a, b in zip(chosen, answer)) / len(answer),
        "logprob": told.mean().item(),
    }


with open(reference, encoding="utf-8") as file:
    print(json.dumps([agreement(case) for case in json.load(file)["cases"]]))
