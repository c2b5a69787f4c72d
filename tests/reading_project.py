"""A small project with what stands around answers, and how to read what was built of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from site_project import PAGES, Built, Project

SECOND = """\
# Distributed training

:::{questions}
:::

(q-differ)=

## How does distributed inference differ from distributed training?

Inference focuses on latency. See [the **vLLM** blog](https://example.org/vllm/) and [](#q-second).

(q-key-differences)=

## What are the key differences between distributed training and distributed inference?

Training focuses on throughput, and inference `<b>` on latency.

(q-cake)=

## How is a cake baked?

In an oven, with LoRAs and a learning rate.
"""
GLOSSARY = """\
# Glossary

:::{glossary}
learning rate
  The learning rate is the step size. It matters. See [](#q-second)

LoRA
  LoRA trains two small matrices.

rate
  A rate is a number.
:::
"""
CONTENTS = "# Home\n\n```{toctree}\ngenerative-ai\ndistributed\nglossary\n```\n"
ONE = "How does distributed inference differ from distributed training?"
KOREAN = {
    "Distributed training": "분산 학습",
    ONE: "분산 추론은 무엇이 다른가요?",
    "Inference focuses on latency. See [the **vLLM** blog](https://example.org/vllm/) and "
    "[](#q-second).": "추론은 *지연 시간*을 봅니다. <b>[](#q-second) [x](javascript:alert(1))",
    "In an oven, with LoRAs and a learning rate.": "오븐에서 학습률과 LoRA를 씁니다. 비학습률",
}


def new_project(folder: Path) -> Project:
    project = Project(folder)
    pages = {"distributed": SECOND, "glossary": GLOSSARY, "index": CONTENTS}
    project.write({**PAGES, **pages})
    project.translate("distributed", KOREAN)
    project.translate("glossary", {"learning rate": "학습률", "LoRA": "LoRA"})
    return project


def built(project: Project, language: str, *options: str) -> Built:
    made = project.build(language, *options)
    assert made.status == 0, made.output
    return made


def data(made: Built, name: str) -> Any:
    text = (made.folder / f"_static/data/{name}.js").read_text(encoding="utf-8")
    found = re.fullmatch(r"mundap\.data\.take\((\".*?\"), (.*)\);\n", text, re.DOTALL)
    assert found is not None
    assert json.loads(found[1]) == name
    return json.loads(found[2])


def question(page: BeautifulSoup, name: str) -> BeautifulSoup:
    return BeautifulSoup(str(page.find(id=name)), "html.parser")
