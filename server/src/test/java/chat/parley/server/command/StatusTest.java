package chat.parley.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.server.Parley;
import chat.parley.server.WholeServer;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class StatusTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) throws InterruptedException {
        return Commands.run(new PrintWriter(out), new PrintWriter(err), Map.of(), arguments);
    }

    @Test
    void tellsHowAServerStands() throws Exception {
        Parley parley = WholeServer.start(folder);
        String port = Integer.toString(parley.healthPort());

        assertThat(run("admin", "status", "--port", port)).isZero();
        assertThat(out.toString())
                .contains("parley.localhost  up    ready")
                .contains("0 connections")
                .contains("epoch 1")
                .contains("All is as it should be.");
        assertThat(run("admin", "status", "--set", "health.port=" + port, "--client", "alice"))
                .isZero();
        assertThat(out.toString()).endsWith("alice is not here\n");
        WholeServer.stop(parley);
    }

    @Test
    void tellsProgramsTheSameInJson() throws Exception {
        Parley parley = WholeServer.start(folder);

        assertThat(run("admin", "status", "--json", "--port", Integer.toString(parley.healthPort())))
                .isZero();
        assertThat(new JsonObject(out.toString()).getJsonArray("nodes")).hasSize(1);
        WholeServer.stop(parley);
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        int free;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = taken.getLocalPort();
        }

        assertThat(run("admin", "status", "--port", Integer.toString(free))).isEqualTo(1);
        assertThat(err.toString()).startsWith("parley: nobody is there: no Parley answers at 127.0.0.1:" + free);
    }

    @Test
    void saysThatNoAnswerCame() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("admin", "status", "--port", Integer.toString(silent.getLocalPort())))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("no answer came").contains("within 5 s");
        }
    }
}
