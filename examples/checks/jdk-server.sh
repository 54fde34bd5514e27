build jdk-server
for home in "${homes[@]}"; do
  enter jdk-server "$home"
  printed=$("$home/bin/java" --add-modules jdk.incubator.vector -jar target/churn-server.jar --once 2>"$work/errors.txt")
  [ "$printed" = 0.68172836 ] || fail "jdk-server, $(basename "$home"): got $printed"
  echo "ok  jdk-server, $(basename "$home"): its jar answers"
done
