# What the checks of the examples share. The folder $work has Cornu in a Maven repository; $homes are the JDKs.

fail() {
  echo "$*" >&2
  exit 1
}

# Runs a command, whose output is shown if it fails.
quietly() {
  "$@" >"$work/log.txt" 2>&1 || {
    tail -n 60 "$work/log.txt" >&2
    fail "failed: $*"
  }
}

# The version of a JDK, for instance 17.
feature() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"; }

# Copies an example to $work, as a user does.
copy() {
  rm -rf "${work:?}/$1"
  cp -r "$here/$1" "$work/$1"
}

# Builds a copy of an example on a JDK; a build that ran no test is a failure.
build() {
  local project=$1 home=$2 count
  copy "$project"
  cd "$work/$project"
  JAVA_HOME=$home quietly maven verify
  count=$(cat target/surefire-reports/TEST-*.xml 2>/dev/null |
    awk 'match($0, /<testsuite .* tests="[0-9]+"/) { sub(/.* tests="/, ""); n += $0 + 0 } END { print n + 0 }')
  [ "$count" -gt 0 ] || fail "$project, $(basename "$home"): no test ran"
  echo "ok  $project, $(basename "$home"): $count tests"
}

# The folder with the jars that a program with Cornu needs.
libraries() {
  [ -d "$work/quickstart/target/lib" ] || build quickstart "${homes[0]}" >&2
  echo "$work/quickstart/target/lib"
}

# Runs a program, which must print the kernels and the numbers that are expected.
check() {
  local what=$1 kernels=$2 numbers=$3 printed
  shift 3
  printed=$("$@" 2>"$work/errors.txt") || true
  # shellcheck disable=SC2053 # The kernels are a pattern.
  if [[ ${printed%% *} != $kernels || ${printed#* } != "$numbers" ]]; then
    cat "$work/errors.txt" >&2
    fail "$what: expected $kernels $numbers, got $printed"
  fi
  ! grep SLF4J "$work/errors.txt" >&2 || fail "$what: a complaint about logging"
  echo "ok  $what: ${printed%% *}"
}

# Runs a program on each JDK, with the Vector API and without.
check_kernels() {
  local what=$1 numbers=$2 home
  shift 2
  for home in "${homes[@]}"; do
    check "$what, $(basename "$home")" 'vector-*' "$numbers" "$home/bin/java" --add-modules jdk.incubator.vector "$@"
    check "$what, $(basename "$home"), without the Vector API" scalar "$numbers" "$home/bin/java" "$@"
  done
}
