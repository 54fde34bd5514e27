package example;

import io.github.cornu.importer.ModelRef;
import java.net.URI;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/** The risk of machines by what their sensors tell: from the topic {@code readings} to {@code risks}. */
public final class Machines {
    static final String READINGS = "readings";
    static final String RISKS = "risks";

    private Machines() {}

    static Topology topology(ModelRef ref) {
        // README
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(RiskProcessor.STORE), Serdes.String(), Serdes.ByteArray()));
        builder.stream(READINGS, Consumed.with(Serdes.String(), Serdes.String()))
                .process(() -> new RiskProcessor(ref), RiskProcessor.STORE)
                .to(RISKS, Produced.with(Serdes.String(), Serdes.Float()));
        // README
        return builder.build();
    }

    /** Arguments: the address and the SHA-256 of the model, and the brokers. */
    public static void main(String[] args) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "machines");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[2]);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        KafkaStreams streams = new KafkaStreams(topology(ModelRef.of(URI.create(args[0]), args[1])), config);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }
}
