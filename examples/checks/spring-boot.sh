build spring-boot

# The jar, which has all others in it.
printed=$work/spring-boot.fifo
mkfifo "$printed"
java --add-modules jdk.incubator.vector -jar target/churn-service.jar --server.port=0 >"$printed" 2>&1 &
server=$!
exec 3<"$printed"
port=
while read -r line <&3; do
  [[ $line =~ Tomcat\ started\ on\ port\ ([0-9]+) ]] && port=${BASH_REMATCH[1]}
  [[ $line != *'Started ChurnApplication'* ]] || break
done
cat <&3 >/dev/null &
exec 3<&-
[ -n "$port" ] || fail "spring-boot: its jar does not start"
answer=$(curl -sS -H 'Content-Type: application/json' -d '{"months": [[0.9, 0.2, 0.1], [0.1, -0.4, 1.5]]}' \
  "http://localhost:$port/predict")
[ "$answer" = '{"risk":0.68172836}' ] || fail "spring-boot: its jar answers $answer"
kill "$server"
wait "$server" || true
server=
echo "ok  spring-boot: its jar answers"
