"""Writes VectorUnary.java: a straight-line loop over vectors for each function of one float.

C2 inlines a helper method in such a loop only while the whole compiled method is small. If it does not, the vectors are
boxed and the loop is a hundred times slower, in some processes and not in others. So every formula is written out and
calls only methods of FloatVector, which are always inlined. The formulas are those of ScalarMath and ScalarUnary,
operation for operation.

Floats are read as ints by reinterpretShape with a constant species: the species that reinterpretAsInts looks up is not
always a constant for C2 of JDK 17, which then boxes the vectors, again in some processes only.

Usage: python3 tools/kernels/unary.py [--check]
"""
import noinline
import generated


class Body:
    """The statements of one loop body, with numbered locals."""

    def __init__(self):
        self.lines = []

    def let(self, expression):
        name = f"v{len(self.lines)}"
        self.lines.append(f"FloatVector {name} = {expression};")
        return name

    def ints(self, expression):
        name = f"v{len(self.lines)}"
        self.lines.append(f"IntVector {name} = {expression};")
        return name

    def chain(self, x, first, *rest):
        """A polynomial in x, highest coefficient first."""
        p = self.let(f"{x}.fma({first}, {rest[0]})")
        for coefficient in rest[1:]:
            p = self.let(f"{p}.fma({x}, {splat(coefficient)})")
        return p


def splat(value):
    return f"FloatVector.broadcast(SPECIES, {value})"


def rounded(shift, least=None, magic=None, largest=None):
    """To the nearest number that keeps the bits above the shift, ties to even; see ScalarMath.round."""

    def formula(b, x):
        a = b.let(f"{x}.abs()")
        bits = b.ints(f"(IntVector) {a}.reinterpretShape(INTS, 0)")
        half = b.ints(f"{bits}.lanewise(LSHR, {shift}).and(1).add({hex((1 << shift - 1) - 1)}).add({bits})")
        kept = b.ints(f"{half}.and({hex(-(1 << shift) & 0xFFFFFFFF)})")
        y = b.let(f"(FloatVector) {kept}.reinterpretShape(SPECIES, 0)")
        if least:
            y = b.let(f"{y}.blend(Float.POSITIVE_INFINITY, {y}.compare(GT, {largest}))")
            small = b.let(f"{a}.add({magic}).sub({magic})")
            y = b.let(f"{y}.blend({small}, {a}.compare(LT, {least}))")
        sign = b.ints(f"((IntVector) {x}.reinterpretShape(INTS, 0)).and(0x80000000)")
        signed = b.ints(f"((IntVector) {y}.reinterpretShape(INTS, 0)).or({sign})")
        y = b.let(f"(FloatVector) {signed}.reinterpretShape(SPECIES, 0)")
        return b.let(f"{y}.blend({x}, {x}.compare(NE, {x}))")

    return formula


def clip(b, x, low, high):
    y = b.let(f"{x}.blend({low}, {x}.compare(LT, {low}))")
    return b.let(f"{y}.blend({high}, {y}.compare(GT, {high}))")


def relu(b, x):
    return b.let(f"{x}.blend(0f, {x}.compare(LE, 0f))")


def exp_parts(b, x):
    t = b.let(f"{x}.fma(LOG2_E, ROUNDING)")
    n = b.let(f"{t}.sub(ROUNDING)")
    high = b.let(f"{n}.fma({splat('-LN2_HIGH')}, {x})")
    r = b.let(f"{n}.fma({splat('-LN2_LOW')}, {high})")
    tail = b.chain(r, "E0", "E1", "E2", "E3", "E4", "E5")
    return t, b.let(f"{tail}.fma({r}.mul({r}), {r})")


def power_of_2(b, t, bias):
    shifted = f"((IntVector) {t}.reinterpretShape(INTS, 0)).add({bias}).lanewise(LSHL, 23)"
    return b.let(f"(FloatVector) {shifted}.reinterpretShape(SPECIES, 0)")


def exp(b, x):
    t, p = exp_parts(b, x)
    half = b.let(f"{p}.add(1f)")
    y = b.let(f"{half}.add({half}).mul({power_of_2(b, t, 126)})")
    y = b.let(f"{y}.blend(0f, {x}.compare(LT, EXP_MIN))")
    return b.let(f"{y}.blend(Float.POSITIVE_INFINITY, {x}.compare(GT, EXP_MAX))")


def expm1_of_negative(b, x):
    t, p = exp_parts(b, x)
    scale = power_of_2(b, t, 127)
    y = b.let(f"{p}.fma({scale}, {scale}.sub(1f))")
    return b.let(f"{y}.blend(-1f, {x}.compare(LT, EXP_MIN))")


def sigmoid(b, x):
    return b.let(f"{splat('1f')}.div({exp(b, b.let(f'{x}.neg()'))}.add(1f))")


def rational(b, v, limit, p, q):
    x = b.let(f"{v}.blend({limit}, {v}.compare(GT, {limit}))")
    x = b.let(f"{x}.blend(-{limit}, {x}.compare(LT, -{limit}))")
    s = b.let(f"{x}.mul({x})")
    return b.let(f"{x}.mul({b.chain(s, *p.split())}.div({b.chain(s, *q.split())}))")


def tanh(b, v):
    return rational(b, v, "TANH_LIMIT", "TP13 TP11 TP9 TP7 TP5 TP3 TP1", "TQ6 TQ4 TQ2 TQ0")


def erf(b, v):
    return rational(b, v, "ERF_LIMIT", "RP13 RP11 RP9 RP7 RP5 RP3 RP1", "RQ8 RQ6 RQ4 RQ2 RQ0")


def log1p_of_unit(b, u):
    z = b.let(f"{u}.blend({u}.fma(0.5f, -0.5f), {u}.compare(GT, SQRT2_LESS_1))")
    s = b.let(f"{z}.mul({z})")
    p = b.chain(z, "L0", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8")
    y = b.let(f"{p}.fma({s}.mul({z}), {s}.fma({splat('-0.5f')}, {z}))")
    return b.let(f"{y}.blend({y}.add(LN2), {u}.compare(GT, SQRT2_LESS_1))")


def softplus(b, x):
    log = log1p_of_unit(b, exp(b, b.let(f"{x}.abs().neg()")))
    return b.let(f"{relu(b, x)}.add({log})")


def general_relu(b, x):
    positive = b.let(f"{x}.blend(0f, {x}.compare(LE, threshold))")
    limited = clip(b, positive, "0f", "max")
    chosen = b.let(f"max == Float.POSITIVE_INFINITY ? {positive} : {limited}")
    negative = relu(b, b.let(f"{splat('threshold')}.sub({x})"))
    return b.let(f"{negative}.fma({splat('-slope')}, {chosen})")


def selected(b, x, value, condition):
    """x where the condition holds, else the value."""
    return b.let(f"{value}.blend({x}, {x}.compare({condition}))")


def celu(b, x):
    return selected(b, x, b.let(f"{expm1_of_negative(b, b.let(f'{x}.div(alpha)'))}.mul(alpha)"), "GT, 0f")


def elu(b, x):
    return b.let(f"{selected(b, x, b.let(f'{expm1_of_negative(b, x)}.mul(alpha)'), 'GT, 0f')}.mul(scale)")


def hard_sigmoid(b, x):
    return clip(b, b.let(f"{x}.fma(slope, offset)"), "0f", "1f")


def gelu(b, x):
    return b.let(f"{x}.mul(0.5f).mul({erf(b, b.let(f'{x}.mul(SQRT_HALF)'))}.add(1f))")


def gelu_tanh(b, x):
    inner = b.let(f"{x}.mul(GELU_CUBIC).mul({x}).fma({x}, {x}).mul(SQRT_2_OVER_PI)")
    return b.let(f"{x}.mul(0.5f).mul({tanh(b, inner)}.add(1f))")


def soft_shrink(b, x):
    inner = b.let(f"{x}.mul(0f).blend({x}.add(limit), {x}.compare(LT, -limit))")
    return b.let(f"{inner}.blend({x}.sub(limit), {x}.compare(GT, limit))")


def sparse_plus(b, x):
    shifted = b.let(f"{x}.add(1f)")
    inner = b.let(f"{x}.blend({shifted}.mul(0.25f).mul({shifted}), {x}.compare(LT, 1f))")
    return b.let(f"{inner}.blend(0f, {x}.compare(LE, -1f))")


def fake_quantize(b, x):
    steps = b.let(f"{clip(b, x, 'low', 'high')}.sub(low).div(scale).sub(zero).add(0.5f)")
    near = b.let(f"{steps}.add(ROUNDING).sub(ROUNDING)")
    return b.let(f"{near}.blend({near}.sub(1f), {near}.compare(GT, {steps})).mul(scale)")


def plain(template):
    return lambda b, x: b.let(template.replace("x.", f"{x}.").replace("(x)", f"({x})").replace("(x,", f"({x},"))


# Function of Unary, names of its parameters a, b, c, formula, what is computed before the loop.
FUNCTIONS = [
    ("RELU", [], relu),
    ("LEAKY_RELU", ["slope"], plain("x.mul(slope).blend(x, x.compare(GT, 0f))")),
    ("GENERAL_RELU", ["slope", "max", "threshold"], general_relu),
    ("SCALE_SHIFT", ["scale", "shift"], plain("x.fma(scale, shift)")),
    ("CLIP", ["low", "high"], lambda b, x: clip(b, x, "low", "high")),
    ("HARD_SIGMOID", ["slope", "offset"], hard_sigmoid),
    ("HARD_SILU", ["slope", "offset"], lambda b, x: b.let(f"{x}.mul({hard_sigmoid(b, x)})")),
    ("CELU", ["alpha"], celu),
    ("ELU", ["alpha", "scale"], elu),
    ("EXP", [], exp),
    ("SIGMOID", [], sigmoid),
    ("SILU", [], lambda b, x: b.let(f"{x}.mul({sigmoid(b, x)})")),
    ("TANH", [], tanh),
    ("TANH_SHRINK", [], lambda b, x: b.let(f"{x}.sub({tanh(b, x)})")),
    ("SOFTPLUS", [], softplus),
    ("LOG_SIGMOID", [], lambda b, x: b.let(f"{softplus(b, b.let(f'{x}.neg()'))}.neg()")),
    ("MISH", [], lambda b, x: b.let(f"{x}.mul({tanh(b, softplus(b, x))})")),
    ("GELU", [], gelu),
    ("GELU_TANH", [], gelu_tanh),
    ("SOFTSIGN", [], plain("x.div(x.abs().add(1f))")),
    ("HARD_SHRINK", ["limit"], plain("x.blend(0f, x.abs().compare(LE, limit))")),
    ("SOFT_SHRINK", ["limit"], soft_shrink),
    ("SPARSE_PLUS", [], sparse_plus),
    ("SQUAREPLUS", ["b"], lambda b, x: b.let(f"{x}.add({x}.fma({x}, {splat('b')}).sqrt()).mul(0.5f)")),
    ("THRESHOLD", ["limit", "value"], plain("x.blend(value, x.compare(LE, limit))")),
    ("NEGATE", [], plain("x.neg()")),
    ("ABS", [], plain("x.abs()")),
    ("SQUARE", [], plain("x.mul(x)")),
    ("SQRT", [], plain("x.sqrt()")),
    ("RSQRT", [], plain(f"{splat('1f')}.div(x.sqrt())")),
    ("RECIPROCAL", [], plain(f"{splat('1f')}.div(x)")),
    ("ROUND_FLOAT16", [], rounded(13, "0x1p-14f", "0.5f", "65504f")),
    ("ROUND_BFLOAT16", [], rounded(16)),
    ("ROUND_FLOAT8", [], rounded(20, "0x1p-6f", "16384f", "448f")),
    (
        "FAKE_QUANTIZE",
        ["low", "high", "scale"],
        fake_quantize,
        ["float zero = floor(0.5f - low / scale);"],
    ),
]

# These have no loops over vectors: both kernels compute them one by one.
RARE = (
    "LOG LOG1P LOG2 LOG10 EXPM1 SIN COS TAN ASIN ACOS ATAN SINH COSH ASINH ACOSH ATANH ERF ERFC CBRT LOG_GAMMA DIGAMMA "
    "SIGN FLOOR CEIL ROUND TRUNCATE"
).split()

HEAD = """\
package io.github.cornu.kernel;

import static io.github.cornu.kernel.ScalarMath.*;
import static io.github.cornu.kernel.VectorSpeciesHolder.INTS;
import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import io.github.cornu.tensor.Unary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** The functions of {@link ScalarUnary} on vectors. Written by {@code tools/kernels/unary.py}, which says why so. */
final class VectorUnary {
    private VectorUnary() {}

    static void apply(Unary f, float a, float b, float c, float[] x, int xOffset, float[] y, int yOffset, int n) {
        int end = SPECIES.loopBound(n);
        switch (f) {
            case LINEAR -> System.arraycopy(x, xOffset, y, yOffset, end);
"""


def camel(name):
    first, *rest = name.lower().split("_")
    return first + "".join(word.capitalize() for word in rest)


def loop(name, parameters, formula, before=()):
    body = Body()
    x = body.let("FloatVector.fromArray(SPECIES, x, xOffset + i)")
    y = formula(body, x)
    declared = "".join(f"float {p}, " for p in parameters)
    yield ""
    yield f"    static void {name}({declared}float[] x, int xOffset, float[] y, int yOffset, int n) {{"
    yield from noinline.statement("n")
    yield from (f"        {line}" for line in before)
    yield "        for (int i = 0; i < n; i += LANES) {"
    for line in body.lines:
        yield f"            {line}"
    yield f"            {y}.intoArray(y, yOffset + i);"
    yield "        }"
    yield "    }"


def main():
    lines = [HEAD.rstrip("\n")]
    for name, parameters, *_ in FUNCTIONS:
        passed = "".join(f"{p}, " for p in "abc"[: len(parameters)])
        lines.append(f"            case {name} -> {camel(name)}({passed}x, xOffset, y, yOffset, end);")
    lines.append(f"            case {', '.join(RARE)} -> end = 0;")
    lines += [
        "        }",
        "        ScalarUnary.apply(f, a, b, c, x, xOffset + end, y, yOffset + end, n - end);",
        "    }",
    ]
    for name, parameters, formula, *before in FUNCTIONS:
        lines.extend(loop(camel(name), parameters, formula, *before))
    lines.append("")
    lines.append("    /** y = e^(x - max), for a whole number of vectors. */")
    difference = list(loop("expOfDifference", ["max"], lambda b, x: exp(b, b.let(f"{x}.sub(max)"))))
    lines.extend(difference[1:])
    generated.write("VectorUnary.java", "\n".join(lines) + "\n}\n", "unary")


if __name__ == "__main__":
    main()
