# All examples name the versions that Cornu is built with, and have the same model.
cd "$here"
property() { sed -n "s#^ *<$1>\(.*\)</$1>#\1#p" ../pom.xml; }

# Fails where a file has another version behind a name than the one expected.
same() {
  local name=$1 version=$2 found
  found=$(grep -rnE "$name:[0-9]" --include=*.kts --include=*.java --include=*.sh . | grep -v "$name:$version\b" || true)
  found+=$(grep -rnA 1 "<artifactId>$name</artifactId>" --include=pom.xml . | grep '<version>' |
    grep -v "<version>$version</version>" | grep -v '<version>\${cornu.version}<' || true)
  [ -z "$found" ] || fail "versions: $name should have $version: $found"
}

cornu=$(sed -n '0,/<version>/s#^ *<version>\(.*\)</version>#\1#p' ../pom.xml)
for name in cornu-importer cornu-testkit cornu-runtime; do
  same "$name" "$cornu"
done
same slf4j-nop "$(property slf4j.version)"
same junit-jupiter "$(property junit.version)"
same junit-platform-launcher "$(property junit.version)"
other=$(grep -rn '<cornu.version>' --include=pom.xml . | grep -v ">$cornu<" || true)
[ -z "$other" ] || fail "versions: $other"
for model in */src/main/resources/churn.keras; do
  cmp "$model" regression-test/src/test/models/churn.keras
done
for name in */; do
  name=${name%/}
  [ "$name" = checks ] || grep -q "^| \[$name\]($name)" README.md || fail "README.md does not have the example $name"
done
echo "ok  versions: all examples have those of Cornu"
