"""A statement that keeps C2 from inlining the method it stands in, and the sources that only need it added.

C2 inlines no method of more than 325 bytes of bytecode (FreqInlineSize). A loop over vectors must be compiled alone: when
a caller has taken in so many of them that the compilation has 18,000 nodes (NodeCountInliningCutoff), C2 delays the
inlining of what follows, no longer knows the classes of its vectors, and boxes them, for as long as the process lives and
in some processes only. A switch of 80 cases that never come is 340 bytes and costs one comparison.

The files in tools/kernels/java are the sources; a comment "alone(VARIABLE, RESULT)" stands where the statement goes.

Usage: python3 tools/kernels/alone.py [--check]
"""
import re

import generated

MARK = re.compile(r" *// alone\((\w+)(?:, (\w+))?\)\n")
CASES = ", ".join(str(-i) for i in range(1, 81))


def statement(variable, result=None):
    return [
        f"        switch ({variable}) {{ // keeps this loop from being inlined, see tools/kernels/alone.py",
        f"            case {CASES} -> {{",
        f"                return{f' {result}' if result else ''};",
        "            }",
        "            default -> {}",
        "        }",
    ]


def main():
    for source in sorted((generated.ROOT / "tools/kernels/java").glob("*.java")):
        text = MARK.sub(lambda m: "\n".join(statement(*m.groups())) + "\n", source.read_text())
        text = text.replace("\n/** ", "\n// Written by tools/kernels/alone.py.\n/** ", 1)
        generated.write(source.name, text, "alone")


if __name__ == "__main__":
    main()
