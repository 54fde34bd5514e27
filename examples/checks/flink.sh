build_on flink "${homes[0]}"
enter flink "${homes[0]}"
sensors() {
  check "flink, $(basename "$1")" 20000 'scores; machine-7 after 19 s: 0.66049427' "$1/bin/java" @jvm.options \
    -cp 'target/sensors.jar:target/lib/*' example.Sensors src/main/resources/churn.keras
}
on_each sensors
