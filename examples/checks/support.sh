# What the checks of the examples share. The folder $work has Cornu in a Maven repository; $homes are the JDKs.

fail() {
  echo "$*" >&2
  exit 1
}

# Runs a command, whose output is shown if it fails.
quietly() {
  local log=$work/log-$BASHPID.txt
  "$@" >"$log" 2>&1 || {
    tail -n 60 "$log" >&2
    fail "failed: $*"
  }
}

# Runs a function on all JDKs at once; the home of one is its last argument.
on_each() {
  local home job jobs=()
  for home in "${homes[@]}"; do
    "$@" "$home" &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do
    wait "$job" || exit 1
  done
}

# The version of a JDK, for instance 17.
feature() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"; }

# Copies an example to $work, as a user does, under another name if there is one.
copy() {
  local name=${2:-$1}
  rm -rf "${work:?}/$name"
  cp -r "$here/$1" "$work/$name"
}

# Builds a copy of an example on a JDK; a build that ran no test is a failure.
build_on() {
  local project=$1 home=$2 jdk count
  jdk=$(basename "$home")
  copy "$project" "$project-$jdk"
  cd "$work/$project-$jdk"
  JAVA_HOME=$home quietly maven verify
  count=$(cat target/surefire-reports/TEST-*.xml 2>/dev/null |
    awk 'match($0, /<testsuite .* tests="[0-9]+"/) { sub(/.* tests="/, ""); n += $0 + 0 } END { print n + 0 }')
  [ "$count" -gt 0 ] || fail "$project, $jdk: no test ran"
  echo "ok  $project, $jdk: $count tests"
}

# Enters what was built of an example on a JDK.
enter() {
  ln -sfn "$work/$1-$(basename "$2")" "$work/$1"
  cd "$work/$1"
}

# Builds an example on all JDKs, and enters what was built on the last one.
build() {
  on_each build_on "$1"
  enter "$1" "${homes[-1]}"
}

# The folder with the jars that a program with Cornu needs.
libraries() {
  [ -d "$work/quickstart/target/lib" ] || {
    build_on quickstart "${homes[0]}" >&2
    enter quickstart "${homes[0]}"
  }
  echo "$work/quickstart/target/lib"
}

# Runs a program, which must print the kernels and the numbers that are expected.
check() {
  local what=$1 kernels=$2 numbers=$3 errors=$work/errors-$BASHPID.txt printed
  shift 3
  printed=$("$@" 2>"$errors") || true
  # shellcheck disable=SC2053 # The kernels are a pattern.
  if [[ ${printed%% *} != $kernels || ${printed#* } != "$numbers" ]]; then
    cat "$errors" >&2
    fail "$what: expected $kernels $numbers, got $printed"
  fi
  ! grep SLF4J "$errors" >&2 || fail "$what: a complaint about logging"
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
