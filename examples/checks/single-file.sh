lib=$(libraries)
cd "$here/regression-test/src/test/models"
for home in "${homes[@]}"; do
  printed=$("$home/bin/java" --add-modules jdk.incubator.vector -cp "$lib/*" "$here/single-file/Churn.java" \
    2>"$work/errors.txt" | xargs)
  [ "$printed" = "(1, 1) [0.68172836] (1, 1) [0.4741944] (1, 1) [0.68172836]" ] || {
    cat "$work/errors.txt" >&2
    fail "single-file, $(basename "$home"): got $printed"
  }
  echo "ok  single-file, $(basename "$home")"
done
