"""YAML as plain texts, lists and mappings, of which each remembers the line that it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

import yaml

from geo.importing.refusal import NotImportableError

LARGEST = 256 * 1024
_DEEPEST = 12


@dataclass(frozen=True)
class Node:
    """A text, a list of nodes or a mapping of texts to nodes, and where it stands."""

    file: str
    line: int
    value: "str | list[Node] | dict[str, Node]"

    def refuse(self, problem: str) -> NoReturn:
        """Ends with the file, the line and what is wrong there."""
        raise NotImportableError(f"{self.file}, line {self.line}: {problem}")


def read_yaml(data: bytes, file: str) -> Node:
    """The document; everything in it that is no list or mapping is text, as it was written.

    Nothing is constructed from tags, and no part is named to stand elsewhere again: a few lines
    could become any number. Raises NotImportableError with the line of what is wrong.
    """
    if len(data) > LARGEST:
        raise NotImportableError(f"{file} is over {LARGEST >> 10} kB, which no profile is.")
    try:
        text = data.decode("utf-8-sig")
        _refuse_anchors(text, file)
        root = yaml.compose(text, yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise NotImportableError(f"{file} is not UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotImportableError(f"{file}, line {line}: {error.problem}.") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise NotImportableError(f"{file} cannot be read as YAML.") from error
    if root is None:
        raise NotImportableError(f"{file} is empty.")
    return _node(root, file, 0)


def _refuse_anchors(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotImportableError(f"{file}, line {line}: Write it out; & and * are not read.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            problem = f"It nests deeper than {_DEEPEST} levels."
            raise NotImportableError(f"{file}, line {line}: {problem}")


def _node(node: yaml.Node, file: str, depth: int) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Node(file, line, [_node(one, file, depth + 1) for one in node.value])
    if isinstance(node, yaml.MappingNode):
        return Node(file, line, dict(_pairs(node, file, depth)))
    return Node(file, line, str(node.value))


def _pairs(node: yaml.MappingNode, file: str, depth: int) -> Iterator[tuple[str, Node]]:
    seen = set()
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else None
        here = Node(file, key.start_mark.line + 1, str(name))
        if name is None:
            here.refuse("A name is one text.")
        if name in seen:
            here.refuse(f"{name} stands twice.")
        seen.add(name)
        yield str(name), _node(value, file, depth + 1)
