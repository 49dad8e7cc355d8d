package chat.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.server.admin.Reloaded;
import chat.parley.server.config.ConfigReader;
import chat.parley.server.config.ConfigWatch;
import chat.parley.server.config.Configuration;
import chat.parley.server.config.Settings;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconfigurationTest {
    @TempDir
    Path folder;

    private final List<Settings> applied = new ArrayList<>();

    private Configuration reading(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), yaml);
        return new ConfigReader(file, Map.of(), List.of("log.level=warn")).read();
    }

    @Test
    void takesUpWhatIsLiveAndLeavesTheRest() throws Exception {
        Configuration started = reading("server: {network: Old}");
        Reconfiguration reconfiguration = new Reconfiguration(started, applied::add);

        reconfiguration.changed(
                reading("server: {network: New, motd: hello}\nlimits: {linesBurst: 7, sendQueueBytes: 99999}"));

        assertThat(applied).singleElement().satisfies(settings -> {
            assertThat(settings.server().motd()).isEqualTo("hello");
            assertThat(settings.server().network()).isEqualTo("Old");
            assertThat(settings.limits().linesBurst()).isEqualTo(7);
            assertThat(settings.limits().sendQueueBytes()).isEqualTo(1_048_576);
        });
    }

    @Test
    void returnsToTheDefaultOfWhatWasTakenOut() throws Exception {
        Configuration started = reading("server: {motd: hello}");
        Reconfiguration reconfiguration = new Reconfiguration(started, applied::add);

        reconfiguration.changed(reading(""));

        assertThat(applied)
                .singleElement()
                .extracting(settings -> settings.server().motd())
                .isNull();
    }

    @Test
    void doesNothingWhenNothingLiveHasChanged() throws Exception {
        Reconfiguration reconfiguration = new Reconfiguration(reading(""), applied::add);

        reconfiguration.changed(reading("server: {network: New}"));

        assertThat(applied).isEmpty();
    }

    @Test
    void tellsWhatItTookUpAndAllThatNeedsARestart() throws Exception {
        Reconfiguration reconfiguration = new Reconfiguration(reading(""), applied::add);

        Reloaded first = reconfiguration.changed(reading("server: {network: New, motd: hello}"));
        Reloaded second = reconfiguration.changed(reading("server: {network: New, motd: hello}"));

        assertThat(first).isEqualTo(new Reloaded(List.of("server.motd"), List.of("server.network"), List.of()));
        assertThat(second).isEqualTo(new Reloaded(List.of(), List.of("server.network"), List.of()));
    }

    @Test
    void noticesThatTheFileHasChanged() throws Exception {
        Configuration started = reading("server: {motd: one}");
        ConfigReader reader = new ConfigReader(folder.resolve("parley.yaml"), Map.of(), List.of());
        BlockingQueue<Configuration> readings = new LinkedBlockingQueue<>();
        Vertx vertx = Vertx.vertx();
        ConfigWatch watch = ConfigWatch.start(vertx, reader, folder.resolve("parley.yaml"), 50, readings::add);
        try {
            Files.writeString(folder.resolve("parley.yaml"), "server: [broken");
            Files.writeString(folder.resolve("parley.yaml"), "server: {motd: two}");

            Configuration seen = readings.poll(60, TimeUnit.SECONDS);
            while (seen != null && !"two".equals(seen.settings().server().motd())) {
                seen = readings.poll(60, TimeUnit.SECONDS);
            }

            assertThat(seen).isNotNull();
            assertThat(seen.changedSince(started)).contains("server.motd");
        } finally {
            watch.stop();
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }
}
