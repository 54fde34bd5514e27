build spark "${homes[0]}"
for home in "${homes[@]}"; do
  check "spark, $(basename "$home")" 'vector-*' '1000 risks of a stream that was started twice and 50 of a batch: the bits of one pool' \
    "$home/bin/java" @jvm.options -cp 'target/machines.jar:target/lib/*' example.Machines \
    src/main/resources/churn.keras "$(mktemp -d "$work/machines.XXXXXX")"
done
