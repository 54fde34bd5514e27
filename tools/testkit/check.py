"""Makes goldens of test models with make_golden.py and the Keras of the environment it runs in; run it by `check`.

Usage: check.py TARGET SUFFIX [PATTERN ...]

Writes TARGET/<layer>/<case>.npz for all cases of testdata/layers whose name has the suffix and one of the patterns, with
random inputs and all layers. With the inputs of the committed golden it must give the outputs of the committed golden.
Models that this Keras cannot load, or has on a GPU only, are counted; any other failure is one.
"""
import contextlib
import fnmatch
import io
import pathlib
import sys

import make_golden
import numpy as np

DATA = pathlib.Path(__file__).parents[2] / "testdata" / "layers"
# What this Keras computes in another way: as older versions did, what TensorFlow has right in XLA only, axes that are lists
# after loading; and indices for a function, which must be in range.
OTHERS = (
    "older_versions/*", "pooling/*_3d_same_wide_strides_*", "softmax/*_axes_k3", "unit_normalization/two_axes_k3",
    "operations/whole_numbers_k2",
)
# Other CPUs add in another order.
ROUNDING = 2e-6


def loads(model):
    try:
        make_golden.load_model(model)
        return True
    except Exception:
        return False


def differences(model, committed, target):
    """Where outputs and states for the inputs of the committed golden are not those of the committed golden."""
    run(model, target, "--inputs", str(committed))
    expected, found = np.load(committed), np.load(target)
    for key in expected.files:
        if "input" in key:
            continue
        if key not in found.files or expected[key].shape != found[key].shape:
            yield f"{key} is missing or has another shape"
        elif expected[key].dtype.kind == "U":
            if not np.array_equal(expected[key], found[key]):
                yield f"{key} differs"
        else:
            error = np.abs(expected[key].astype("float64") - found[key]).max()
            if not error <= ROUNDING * max(1e-3, np.abs(expected[key]).max()):
                yield f"{key} differs by {error:.1e}"


def run(model, target, *options):
    """Raises what make_golden.py says if it fails."""
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
        code = make_golden.main([str(model), "--output", str(target), *options])
    if code != 0:
        raise RuntimeError(errors.getvalue().strip())


def main():
    target, suffix, patterns = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    made, unreadable, failures = 0, 0, 0
    for model in sorted(DATA.glob(f"*/*{suffix}/model.h5")):
        name = f"{model.parts[-3]}/{model.parts[-2]}"
        if any(fnmatch.fnmatch(name, other) for other in OTHERS):
            continue
        if patterns and not any(fnmatch.fnmatch(name, f"*{pattern}*") for pattern in patterns):
            continue
        golden = target / f"{name}.npz"
        golden.parent.mkdir(parents=True, exist_ok=True)
        try:
            for problem in differences(model, model.with_name("golden.npz"), golden):
                failures += 1
                print(f"{name}: {problem}", flush=True)
            golden.unlink(missing_ok=True)
            run(model, golden, "--layers")
            made += 1
        except Exception as error:
            if "CuDNN" not in str(error) and loads(model):
                failures += 1
                print(f"{name}: {error}", flush=True)
            else:
                unreadable += 1
    print(f"{suffix}: {made} goldens made, {unreadable} models that this Keras cannot run, {failures} problems")
    sys.exit(1 if failures or not made else 0)


if __name__ == "__main__":
    main()
