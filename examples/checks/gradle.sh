# Gradle itself is not needed: the project has what the quick start has.
cd "$here"
diff -r quickstart/src gradle/src || fail "gradle: its sources are not those of the quick start"

# The dependencies of a pom, group:artifact:version.
dependencies() {
  local cornu
  cornu=$(sed -n 's#.*<cornu.version>\(.*\)</cornu.version>.*#\1#p' "$1")
  tr -d ' \n' <"$1" | grep -oE '<dependency><groupId>[^/]*</groupId><artifactId>[^/]*</artifactId><version>[^/]*' |
    sed "s#<dependency><groupId>##; s#</groupId><artifactId>#:#; s#</artifactId><version>#:#; s#<\$##; s#\${cornu.version}#$cornu#" | sort
}

build=gradle/build.gradle.kts
found=$(grep -oE '"[a-z0-9.]+:[a-z0-9-]+:[^"]+"' $build | tr -d '"' | sort)
expected=$(dependencies quickstart/pom.xml)
# Gradle wants the launcher of JUnit to be named, which has the version of JUnit.
launcher=$(sed -n 's/org.junit.jupiter:junit-jupiter:/org.junit.platform:junit-platform-launcher:/p' <<<"$expected")
[ "$found" = "$(sort <<<"$expected"$'\n'"$launcher")" ] || fail "gradle: $build has other dependencies than the quick start: $found"
[ "$(grep -c '"--add-modules", "jdk.incubator.vector"' $build)" = 2 ] || fail "gradle: programs or tests run without the Vector API"
[ "$(sed -n 's/.*options.release = //p' $build)" = "$(sed -n 's#.*<maven.compiler.release>\(.*\)<.*#\1#p' quickstart/pom.xml)" ] ||
  fail "gradle: another release than that of the quick start"
echo "ok  gradle: has the sources, dependencies and options of the quick start"
