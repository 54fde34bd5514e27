build kafka-streams
