"""A statement that keeps C2 from inlining the method it stands in.

C2 inlines no method of more than 325 bytes of bytecode (FreqInlineSize). A loop over vectors must be compiled alone: when
a caller has taken in so many of them that the compilation has 18,000 nodes (NodeCountInliningCutoff), C2 delays the
inlining of what follows, no longer knows the classes of its vectors, and boxes them, for as long as the process lives and
in some processes only. A switch of 80 cases that never come is 340 bytes and costs one comparison.
"""
CASES = ", ".join(str(-i) for i in range(1, 81))


def statement(variable):
    return [
        f"        switch ({variable}) {{ // keeps this loop from being inlined, see tools/kernels/alone.py",
        f"            case {CASES} -> {{",
        "                return;",
        "            }",
        "            default -> {}",
        "        }",
    ]
