"""Where the generated kernels are, and the option --check that all generators have."""
import pathlib
import sys

ROOT = pathlib.Path(__file__).parents[2]
FOLDER = ROOT / "runtime/src/generated/java/io/github/cornu/kernel"


def write(name, text, generator):
    """Writes a file; with --check, exits with an error if the file differs from the text."""
    target = FOLDER / name
    if "--check" not in sys.argv:
        target.write_text(text)
    elif target.read_text() != text:
        sys.exit(f"{name} is not what tools/kernels/{generator}.py writes")
