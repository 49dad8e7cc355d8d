package chat.parley.server.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.server.config.ClusterSettings;
import chat.parley.server.start.StartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterNodeTest {
    @TempDir
    Path folder;

    private Nodes nodes = new Nodes(Path.of("unset"));

    @BeforeEach
    void makeSecret() {
        Path secret = folder.resolve("secret.pem");
        ClusterSecret.create(secret);
        nodes = new Nodes(secret);
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void findsTheOthersAndReachesWhoListensThere() {
        ClusterNode one = nodes.start("one");
        ClusterNode two = nodes.start("two");
        one.vertx().eventBus().<String>consumer("greeting", message -> message.reply("hello " + message.body()));

        nodes.awaitMembers(2);

        assertThat(one.members()).extracting(Member::name).containsExactlyInAnyOrder("one", "two");
        assertThat(two.members())
                .filteredOn(Member::self)
                .extracting(Member::name)
                .containsExactly("two");
        await().atMost(30, SECONDS)
                .untilAsserted(
                        () -> assertThat(nodes.ask(two, "greeting", "you")).isEqualTo("hello you"));
    }

    @Test
    void forgetsWhoLeaves() {
        ClusterNode one = nodes.start("one");
        ClusterNode two = nodes.start("two");
        nodes.awaitMembers(2);

        nodes.stop(two);

        await().atMost(30, SECONDS)
                .untilAsserted(
                        () -> assertThat(one.members()).extracting(Member::name).containsExactly("one"));
    }

    @Test
    void forgetsTwoWhoLeaveAtOnce() {
        nodes.start("one");
        nodes.start("two");
        ClusterNode three = nodes.start("three");
        ClusterNode four = nodes.start("four");
        nodes.awaitMembers(4);

        nodes.stop(three, four);

        nodes.awaitMembers(2);
    }

    @Test
    void refusesABusPortInUseAndNamesItsKey() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ClusterSettings settings = nodes.settings(0, taken.getLocalPort());
            assertThatThrownBy(() -> nodes.start(settings, "one"))
                    .rootCause()
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("cluster.busPort");
        }
    }

    @Test
    void refusesAPortInUseAndNamesItsKey() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ClusterSettings settings = nodes.settings(taken.getLocalPort());
            assertThatThrownBy(() -> nodes.start(settings, "one"))
                    .rootCause()
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("cluster.port")
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void refusesASecretThatOthersCanRead() throws Exception {
        Files.setPosixFilePermissions(nodes.secret(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> nodes.start("one"))
                .rootCause()
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cluster.secret")
                .hasMessageContaining("chmod");
    }
}
