build_on spark "${homes[0]}"
enter spark "${homes[0]}"
machines() {
  check "spark, $(basename "$1")" 'vector-*' '1000 risks of a stream that was started twice and 50 of a batch: the bits of one pool' \
    "$1/bin/java" @jvm.options -cp 'target/machines.jar:target/lib/*' example.Machines \
    src/main/resources/churn.keras "$(mktemp -d "$work/machines.XXXXXX")"
}
on_each machines
