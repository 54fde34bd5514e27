for home in "${homes[@]}"; do
  build kafka-streams "$home"
done
