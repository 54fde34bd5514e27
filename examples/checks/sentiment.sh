build sentiment
for home in "${homes[@]}"; do
  enter sentiment "$home"
  printed=$("$home/bin/java" --add-modules jdk.incubator.vector -jar target/sentiment.jar sentiment.keras \
    "What a wonderful film!" 2>"$work/errors.txt")
  [[ $printed = "positive 0.3818"* ]] || fail "sentiment, $(basename "$home"): got $printed"
  ! grep SLF4J "$work/errors.txt" >&2 || fail "sentiment: a complaint about logging"
  echo "ok  sentiment, $(basename "$home"): its jar answers"
done
