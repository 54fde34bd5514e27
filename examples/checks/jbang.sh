# With JBang of Maven Central: it prints the command that its script for the shell then runs, and ends with 255.
mkdir -p "$work/jbang"
cp "$here/checks/jbang.xml" "$work/jbang/pom.xml"
cd "$work/jbang"
quietly maven org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
for home in "${homes[@]}"; do
  code=0
  command=$(JAVA_HOME=$home PATH=$home/bin:$PATH JBANG_DIR=$work/jbang/home JBANG_CACHE_DIR=$work/jbang/cache-$(feature "$home") \
    JBANG_REPO=$work/repository JBANG_NO_VERSION_CHECK=true \
    "$home/bin/java" -cp 'lib/*' dev.jbang.Main run "$here/jbang/Churn.java" \
    "$here/regression-test/src/test/models/churn.keras" 2>"$work/errors.txt") || code=$?
  [ "$code" = 255 ] || fail "jbang, $(basename "$home"): $(cat "$work/errors.txt")"
  printed=$(eval "$command" 2>"$work/errors.txt" | xargs)
  [[ $printed =~ ^(vector-[0-9]+)\ 0.4741944\ vector-[0-9]+\ 0.68172836$ ]] ||
    fail "jbang, $(basename "$home"): got $printed, $(cat "$work/errors.txt")"
  echo "ok  jbang, $(basename "$home"): ${BASH_REMATCH[1]}"
done
