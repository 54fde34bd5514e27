build flink "${homes[0]}"
for home in "${homes[@]}"; do
  check "flink, $(basename "$home")" 20000 'scores; machine-7 after 19 s: 0.66049427' "$home/bin/java" @jvm.options \
    -cp 'target/sensors.jar:target/lib/*' example.Sensors src/main/resources/churn.keras
done
