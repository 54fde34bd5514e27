# The Dockerfile of jdk-server: built and run where a daemon answers and gets the base images. Elsewhere its instructions
# are carried out in a folder, without these images, and its entry point must answer.
image=$work/image

# The words of a list in JSON; files of the image are those in the folder.
words() {
  local word
  words=()
  while IFS= read -r word; do
    case $word in
      /*) words+=("$image$word") ;;
      jlink) words+=("$newest/bin/jlink") ;;
      *) words+=("$word") ;;
    esac
  done < <(grep -o '"[^"]*"' <<<"$1" | tr -d '"')
}

carry_out() {
  rm -rf "$image"
  local instruction rest from to folder=
  while read -r instruction rest; do
    case $instruction in
      WORKDIR) folder=$rest ;;
      USER) [[ $rest =~ ^[1-9][0-9]*$ ]] || fail "docker: the user $rest may be root" ;;
      COPY)
        case $rest in
          --from=*)
            read -r _ from to <<<"$rest"
            [ "$from" = "$to" ] && [ -e "$image$from" ] || fail "docker: there is no $from in the first stage"
            ;;
          *)
            read -r from to <<<"$rest"
            [ -e "$from" ] || fail "docker: there is no $from"
            mkdir -p "$image$folder/$to"
            if [ -d "$from" ]; then cp -rp "$from/." "$image$folder/$to"; else cp -p "$from" "$image$folder/$to"; fi
            ;;
        esac
        ;;
      RUN)
        words "$rest"
        (mkdir -p "$image$folder" && cd "$image$folder" && quietly "${words[@]}")
        ;;
      ENTRYPOINT) words "$rest" ;;
      FROM | ENV | EXPOSE | '#'* | '') ;;
      *) fail "docker: $instruction is not known here" ;;
    esac
  done <Dockerfile
  grep -q '^USER' Dockerfile || fail "docker: it runs as root"
  cd "$image$folder"
}

ask() {
  local printed
  printed=$(curl -sS --data-binary $'0.9,0.2,0.1\n0.1,-0.4,1.5\n' "http://localhost:$1/predict")
  [ "$printed" = 0.68172836 ] || fail "docker: got $printed"
}

newest=${homes[0]}
for home in "${homes[@]}"; do
  [ "$(feature "$home")" -le "$(feature "$newest")" ] || newest=$home
done
[ -f "$work/jdk-server-$(basename "$newest")/target/churn-server.jar" ] || build_on jdk-server "$newest"
enter jdk-server "$newest"
if docker info >/dev/null 2>&1 && sed -n 's/^FROM \([^ ]*\).*/\1/p' Dockerfile | xargs -n 1 docker pull -q; then
  quietly docker build -t cornu-churn-server .
  container=$(docker run -d --rm --read-only --tmpfs /tmp -p 127.0.0.1::8080 cornu-churn-server)
  grep -q -m 1 listening < <(docker logs -f "$container") || fail "docker: it does not listen"
  port=$(docker port "$container" 8080)
  ask "${port##*:}"
  docker stop "$container" >/dev/null
  echo "ok  docker: the image answers"
elif [ "$(feature "$newest")" -lt 25 ]; then
  echo "    docker: neither a daemon nor JDK 25"
else
  carry_out
  mkfifo "$work/printed"
  PORT=0 "${words[@]}" >"$work/printed" 2>"$work/errors.txt" &
  server=$!
  read -r line <"$work/printed" || fail "docker: $(cat "$work/errors.txt")"
  ask "${line##* }"
  kill "$server"
  wait "$server" || true
  server=
  echo "ok  docker: without a daemon and base images; the entry point answers, the files are $(du -sm "$image" | cut -f1) MB"
fi
