package chat.parley.server.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.IntSupplier;

/**
 * All that is counted, by Micrometer, in Prometheus's form. What the services tell is counted by {@link RoomMeters} and its like, which
 * they are given as their own interface.
 */
public final class Meters implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RoomMeters room = new RoomMeters(registry);
    private final RelayMeters relay = new RelayMeters(registry);
    private final LoopLag lag = new LoopLag(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private boolean ofProcess;

    public RoomMeters room() {
        return room;
    }

    public RelayMeters relay() {
        return relay;
    }

    /** For parts that count for themselves. */
    public MeterRegistry registry() {
        return registry;
    }

    public LoopLag lag() {
        return lag;
    }

    /**
     * Counts the processes of the cluster.
     *
     * @param members how many of them this one sees, itself among them
     */
    public void members(IntSupplier members) {
        Gauge.builder("parley.cluster.members", members, IntSupplier::getAsInt)
                .description("Processes of the cluster that this one sees, itself among them")
                .strongReference(true)
                .register(registry);
    }

    /** The text of {@code /metrics}. Takes some milliseconds; from any thread. */
    public synchronized String scrape() {
        if (!ofProcess) {
            // first needed now: at the start they would only take time
            ofProcess = true;
            collections.bindTo(registry);
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
            new FileDescriptorMetrics().bindTo(registry);
            new UptimeMetrics().bindTo(registry);
        }
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
