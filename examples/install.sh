# Installs Cornu into a Maven repository in the folder $work, which starts as a copy of yours; maven then builds with it.
# To be read by scripts that have made that folder.
maven() { mvn -B -q -Dmaven.repo.local="$work/repository" "$@"; }

mine=$(mvn -q help:evaluate -Dexpression=settings.localRepository -DforceStdout 2>/dev/null || true)
[ ! -d "$mine" ] || cp -a "$mine" "$work/repository"
# From a copy, so that the checkout stays as it is.
mkdir "$work/cornu"
(cd "$(dirname "${BASH_SOURCE[0]}")/.." && tar -cf - --exclude target --exclude .git --exclude .venv --exclude testdata .) |
  tar -xf - -C "$work/cornu"
(cd "$work/cornu" && maven -Dmaven.test.skip=true install -pl .,runtime,importer,tools/testkit,connectors/micrometer,connectors/spark)
