"""A model in the Hugging Face layout, written file by file."""

import json
from pathlib import Path

import mlx.core as mx
import numpy as np


def write_json(path: Path, value) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_weights(folder: Path, tensors: dict[str, np.ndarray], dtype: str = "float32") -> None:
    """The weights as one file."""
    arrays = {name: mx.array(tensors[name]).astype(getattr(mx, dtype)) for name in sorted(tensors)}
    mx.save_safetensors(str(folder / "model.safetensors"), arrays, metadata={"format": "pt"})


def write_tokenizer(folder: Path, tokenizer, chat_template: str, eos_token: str, **config) -> None:
    """`tokenizer.json`, and beside it the template and the tokens that end a turn."""
    tokenizer.save(str(folder / "tokenizer.json"))
    write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "clean_up_tokenization_spaces": False,
            "eos_token": eos_token,
            **config,
            "chat_template": chat_template,
        },
    )
