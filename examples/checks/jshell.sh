lib=$(libraries)
cd "$here/regression-test/src/test/models"
for home in "${homes[@]}"; do
  printed=$("$home/bin/jshell" -R--add-modules -Rjdk.incubator.vector --class-path "$(printf '%s:' "$lib"/*.jar)" \
    "$here/jshell/churn.jsh" 2>&1)
  [[ $printed == *'[history (None, None, 3)] -> [risk (None, 1)] on vector-'*'(1, 1) [0.68172836]'*"output 'risk': at most "*' from Keras'* ]] ||
    fail "jshell, $(basename "$home"): got $printed"
  echo "ok  jshell, $(basename "$home")"
done
