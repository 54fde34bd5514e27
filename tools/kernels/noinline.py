"""A statement that keeps C2 from inlining the method it is in; adds it to the loops in tools/kernels/java.

C2 does not inline methods of more than 325 bytes of bytecode (FreqInlineSize). A loop over vectors must not be inlined:
when the code of a caller with all that is inlined in it has 18,000 nodes (NodeCountInliningCutoff), C2 delays the
inlining of the rest, no longer knows the classes of its vectors, and boxes them. That happens in some processes only,
and lasts as long as the process. A switch of 80 cases that never occur is 340 bytes and costs one comparison.

The files in tools/kernels/java are the sources; a comment "noinline(VARIABLE, RESULT)" stands where the statement goes.

Usage: python3 tools/kernels/noinline.py [--check]
"""
import re

import generated

MARK = re.compile(r" *// noinline\((\w+)(?:, (\w+))?\)\n")
CASES = ", ".join(str(-i) for i in range(1, 81))


def statement(variable, result=None):
    return [
        f"        switch ({variable}) {{ // keeps this loop from being inlined, see tools/kernels/noinline.py",
        f"            case {CASES} -> {{",
        f"                return{f' {result}' if result else ''};",
        "            }",
        "            default -> {}",
        "        }",
    ]


def main():
    for source in sorted((generated.ROOT / "tools/kernels/java").glob("*.java")):
        text = MARK.sub(lambda m: "\n".join(statement(*m.groups())) + "\n", source.read_text())
        generated.write(source.name, f"// Written by tools/kernels/noinline.py.\n{text}", "noinline")


if __name__ == "__main__":
    main()
