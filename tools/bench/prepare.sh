# What compare, start and load need, read by them: JAVA_HOMES, the built benchmarks, ONNX Runtime's jar, Deeplearning4j's in
# target/dl4j, the environment $venv of the peers, and the models of all works in $models. To be run in tools/bench.
version=1.23.2

# Runs a command without its output, which is shown if it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm "$log"
    echo "failed: $*" >&2
    exit 1
  fi
  rm "$log"
}

if [ -z "${JAVA_HOMES:-}" ]; then
  home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
  JAVA_HOMES=$(for h in "$(dirname "$home")"/*; do [ -x "$h/bin/javac" ] && readlink -f "$h"; done | sort -u | paste -sd:)
fi
export JAVA_HOMES
(cd ../.. && mvn -B -q -Dmaven.test.skip -pl tools/bench,tools/cli -am package)
[ -f target/onnxruntime.jar ] || mvn -B -q dependency:copy -Dartifact=com.microsoft.onnxruntime:onnxruntime:$version \
  -DoutputDirectory=target -Dmdep.stripVersion=true
if [ ! -d target/dl4j ]; then
  # Under another name until all are there.
  mvn -B -q -f peers/dl4j.xml dependency:copy-dependencies -DoutputDirectory="$PWD/target/dl4j.part"
  mv target/dl4j.part target/dl4j
fi
../fixtures/setup.sh >&2
venv=.venv
if ! cmp -s peers/requirements.txt $venv/requirements.txt; then
  if [ -L $venv ]; then
    echo "$PWD/$venv is a link to an environment of other packages, which is not replaced" >&2
    exit 1
  fi
  python=${PYTHON:-python3.11}
  if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --clear --python "$python" $venv
    uv pip install --quiet --python $venv/bin/python --require-hashes -r peers/requirements.txt
  else
    "$python" -m venv --clear $venv
    $venv/bin/python -m pip install --quiet --require-hashes -r peers/requirements.txt
  fi
  cp peers/requirements.txt $venv/
fi
if ! cmp -s peers/requirements-tf2onnx.txt target/tf2onnx/requirements.txt; then
  rm -rf target/tf2onnx
  keras=../fixtures/.venv/keras2/bin/python
  pip=("$keras" -m pip install)
  if command -v uv >/dev/null 2>&1; then
    pip=(uv pip install --python "$keras")
  fi
  "${pip[@]}" --quiet --no-deps --require-hashes --target target/tf2onnx -r peers/requirements-tf2onnx.txt
  cp peers/requirements-tf2onnx.txt target/tf2onnx/requirements.txt
fi
models=$PWD/target/compare
mkdir -p "$models"
PYTHONPATH=$PWD/target/tf2onnx quietly ../fixtures/.venv/keras2/bin/python peers/models.py "$models"
$venv/bin/python peers/onnx_models.py "$models"
