"""A model for tests, made on the spot: Gemma 3's architecture, random weights, a tokenizer trained on the texts it is given.

    tiny.py FOLDER TEXT... [--seed N] [--template system|no-system|drop]

Its sliding window is shorter than a kernel, so it shows what real Gemma models show: a cache that cannot be trimmed.
"""

import argparse
from pathlib import Path

import numpy as np
from layout import write_json, write_tokenizer, write_weights
from speak import say
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

VOCABULARY = 1024
HIDDEN = 64
LAYERS = 3
HEADS = 2
HEAD = 32
FEED = 128
WINDOW = 64
CONTEXT = 16384
SPECIAL = ["<pad>", "<eos>", "<bos>", "<start_of_turn>", "<end_of_turn>"]

# Gemma's turns. One template takes a system message; one refuses it, as those of Gemma 1 and 2 do; one drops it unsaid.
SYSTEM = {
    "system": "<start_of_turn>system\n{{ message['content'] | trim }}<end_of_turn>\n",
    "no-system": "{{ raise_exception('System role not supported') }}",
    "drop": "",
}
TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'system' %}@SYSTEM@"
    "{% else %}<start_of_turn>{{ 'model' if message['role'] == 'assistant' else message['role'] }}\n"
    "{{ message['content'] | trim }}<end_of_turn>\n{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)


def trained(texts: list[str]) -> Tokenizer:
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    made.train_from_iterator(texts, trainer)
    return made


def weights(vocabulary: int, seed: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)

    def matrix(rows: int, columns: int, spread: float = 1.0) -> np.ndarray:
        return (random.standard_normal((rows, columns)) * spread / np.sqrt(columns)).astype(np.float32)

    def gain(size: int) -> np.ndarray:
        # Gemma adds one to it.
        return (random.standard_normal(size) * 0.1).astype(np.float32)

    head = matrix(vocabulary, HIDDEN)
    # So that some answers end before their limit.
    head[SPECIAL.index("<end_of_turn>")] *= 2
    tensors = {
        "model.embed_tokens.weight": matrix(vocabulary, HIDDEN),
        "model.norm.weight": gain(HIDDEN),
        # Of its own, unlike Gemma's: with shared ones, random weights say the last token over and over.
        "lm_head.weight": head,
    }
    for layer in range(LAYERS):
        here = f"model.layers.{layer}"
        tensors |= {
            f"{here}.self_attn.q_proj.weight": matrix(HEADS * HEAD, HIDDEN),
            f"{here}.self_attn.k_proj.weight": matrix(HEAD, HIDDEN),
            f"{here}.self_attn.v_proj.weight": matrix(HEAD, HIDDEN),
            f"{here}.self_attn.o_proj.weight": matrix(HIDDEN, HEADS * HEAD),
            f"{here}.self_attn.q_norm.weight": gain(HEAD),
            f"{here}.self_attn.k_norm.weight": gain(HEAD),
            f"{here}.mlp.gate_proj.weight": matrix(FEED, HIDDEN),
            f"{here}.mlp.up_proj.weight": matrix(FEED, HIDDEN),
            f"{here}.mlp.down_proj.weight": matrix(HIDDEN, FEED),
        }
        for norm in ("input", "post_attention", "pre_feedforward", "post_feedforward"):
            tensors[f"{here}.{norm}_layernorm.weight"] = gain(HIDDEN)
    return tensors


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--template", choices=sorted(SYSTEM), default="system")
    args = parser.parse_args()

    tokenizer = trained([path.read_text(encoding="utf-8") for path in args.texts])
    vocabulary = tokenizer.get_vocab_size()
    tensors = weights(vocabulary, args.seed)
    end = tokenizer.token_to_id("<end_of_turn>")
    args.folder.mkdir(parents=True, exist_ok=True)
    write_json(
        args.folder / "config.json",
        {
            "architectures": ["Gemma3ForCausalLM"],
            "model_type": "gemma3_text",
            "hidden_size": HIDDEN,
            "intermediate_size": FEED,
            "num_hidden_layers": LAYERS,
            "num_attention_heads": HEADS,
            "num_key_value_heads": 1,
            "head_dim": HEAD,
            "query_pre_attn_scalar": HEAD,
            "sliding_window": WINDOW,
            "sliding_window_pattern": LAYERS,
            "max_position_embeddings": CONTEXT,
            "rope_theta": 1000000.0,
            "rope_local_base_freq": 10000.0,
            "rms_norm_eps": 1e-06,
            "vocab_size": vocabulary,
            "hidden_activation": "gelu_pytorch_tanh",
            "tie_word_embeddings": False,
            "bos_token_id": tokenizer.token_to_id("<bos>"),
            "eos_token_id": end,
            "pad_token_id": tokenizer.token_to_id("<pad>"),
            "torch_dtype": "float32",
        },
    )
    write_tokenizer(
        args.folder,
        tokenizer,
        TEMPLATE.replace("@SYSTEM@", SYSTEM[args.template]),
        eos_token="<end_of_turn>",
        bos_token="<bos>",
        pad_token="<pad>",
        model_max_length=CONTEXT,
    )
    write_weights(args.folder, tensors)
    say("made", parameters=int(sum(weight.size for weight in tensors.values())), vocabulary=vocabulary)


main()
