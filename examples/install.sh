# Installs Cornu into a Maven repository in the folder $work, whose other artifacts are those of yours; maven then builds
# with it. To be read by scripts that have made that folder.
maven() { mvn -B -q -Dmaven.repo.local="$work/repository" "$@"; }

# A folder with links to all that is in another one, but for one name.
link() {
  local from=$1 to=$2 without=$3 entry
  mkdir -p "$from" "$to"
  for entry in "$from"/*; do
    [ ! -e "$entry" ] || [ "${entry##*/}" = "$without" ] || ln -s "$entry" "$to/"
  done
}

# Maven ends with an escape sequence even where it writes no colours.
mine=$(mvn -B -q help:evaluate -Dexpression=settings.localRepository -DforceStdout | sed $'s/\033\\[[0-9;]*m//g')
# What the examples download is then there for the next time.
mkdir -p "$mine"/{ch,com,dev,io,jakarta,net,org,tools}
link "$mine" "$work/repository" io
link "$mine/io" "$work/repository/io" github
link "$mine/io/github" "$work/repository/io/github" cornu
# From a copy, so that the checkout stays as it is.
mkdir "$work/cornu"
(cd "$(dirname "${BASH_SOURCE[0]}")/.." && tar -cf - --exclude target --exclude .git --exclude .venv --exclude testdata .) |
  tar -xf - -C "$work/cornu"
(cd "$work/cornu" && maven -Dmaven.test.skip=true install -pl .,runtime,importer,layers,hub,tools/testkit,connectors/flink,connectors/micrometer,connectors/spark)
