"""Greedy answers of llama.cpp on the GGUF file that SmolLM2 is made from: another runtime, another tokenizer, the same weights.

    reference.py MODEL.gguf > smollm2-reference.json

Run by hand where llama-cpp-python is installed; it takes minutes to build, so the tests compare with what is committed.
"""

import hashlib
import importlib.metadata
import json
import platform
import sys
from pathlib import Path

from llama_cpp import Llama
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

KERNEL = Path(__file__).parents[2].joinpath("kernel", "axioms-compact.json").read_text(encoding="utf-8")
NEW = 48
QUESTIONS = [
    [{"role": "user", "content": "What makes an apology sincere?"}],
    [{"role": "user", "content": "Add 1234 and 87,650; then say why 7 is prime.\n\n\tShow each step."}],
    [{"role": "user", "content": "Translate 'good morning' into French, German and Español: ¿cómo se dice? 你好 🌊"}],
    [{"role": "system", "content": KERNEL}, {"role": "user", "content": "May a newspaper publish a leaked letter?"}],
]

file = sys.argv[1]
model = Llama(file, n_ctx=2048, verbose=False, seed=0)
render = Jinja2ChatFormatter(template=model.metadata["tokenizer.chat_template"], eos_token="<|im_end|>", bos_token="<|im_start|>")


def case(messages):
    prompt = model.tokenize(render(messages=messages).prompt.encode(), add_bos=False, special=True)
    answer = []
    for token in model.generate(prompt, temp=0.0, repeat_penalty=1.0):
        if token == model.token_eos() or len(answer) == NEW:
            break
        answer.append(token)
    model.reset()
    text = model.detokenize(answer).decode("utf-8", errors="replace")
    return {"messages": messages, "prompt_tokens": prompt, "answer_tokens": answer, "answer": text}


made = {
    "made_with": {"llama-cpp-python": importlib.metadata.version("llama-cpp-python"), "python": platform.python_version(), "machine": platform.machine()},
    "gguf": Path(file).name,
    "gguf_sha256": hashlib.sha256(Path(file).read_bytes()).hexdigest(),
    "cases": [case(messages) for messages in QUESTIONS],
}
print(json.dumps(made, indent=1, ensure_ascii=False))
