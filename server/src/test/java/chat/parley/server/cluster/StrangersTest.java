package chat.parley.server.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.server.config.ClusterSettings;
import chat.parley.server.tls.Authority;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jgroups.JChannel;
import org.jgroups.util.DefaultSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise P6 between members: whoever has not the secret can neither join, nor read, nor send anything, at either port. */
final class StrangersTest {
    private static final long SEED = 25;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String ADDRESS = "till";

    private static final List<Object> heard = new CopyOnWriteArrayList<>();

    @TempDir
    static Path folder;

    private static Nodes nodes = new Nodes(Path.of("unset"));

    @BeforeAll
    static void startTwoMembers() {
        Path secret = folder.resolve("secret.pem");
        ClusterSecret.create(secret);
        nodes = new Nodes(secret);
        ClusterNode one = nodes.start("one");
        one.vertx().eventBus().consumer(ADDRESS, message -> {
            heard.add(message.body());
            message.reply("thanks");
        });
        nodes.start("two");
        nodes.awaitMembers(2);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void forgetWhatOthersSaid() {
        heard.clear();
    }

    /** The members are still two, and hear each other and nobody else. */
    private void nothingHappened() {
        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .until(() -> nodes.ask(nodes.member(1), ADDRESS, "genuine").equals("thanks"));
        assertThat(heard).containsOnly("genuine");
        assertThat(nodes.member(0).members()).extracting(Member::name).containsExactlyInAnyOrder("one", "two");
        assertThat(nodes.member(1).members()).extracting(Member::name).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whoHasAnotherSecretStaysAlone() {
        Path other = folder.resolve("others.pem");
        ClusterSecret.create(other);
        ClusterSettings settings =
                new ClusterSettings(true, other, nodes.settings(0).discovery(), null, "127.0.0.1", 0, 0, 30, 5);

        try (Nodes strangers = new Nodes(other)) {
            ClusterNode stranger = strangers.start(settings, "stranger");
            strangers.awaitMembers(1);
            nothingHappened();
            assertThat(stranger.members()).extracting(Member::name).containsExactly("stranger");
        }
    }

    @Test
    void whoHasNoSecretStaysAlone() throws Exception {
        JChannel plain = Group.channel(nodes.settings(0), InetAddress.getLoopbackAddress(), new DefaultSocketFactory());
        try (plain) {
            plain.setName("stranger");
            Group.join(plain, nodes.settings(0));
            nothingHappened();
            assertThat(plain.getView().getMembers()).hasSize(1);
        }
    }

    @Test
    void whoHasTheSecretIsHeard() throws Exception {
        Authority authority = Authority.read(nodes.secret());
        try (Socket socket = Foreigners.showing(authority, authority)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), nodes.ports()[1])) {
            socket.getOutputStream().write(forged());
            await().atMost(60, SECONDS).untilAsserted(() -> assertThat(heard).contains("forged"));
        }
    }

    @Test
    void plainMessagesAreNotHeard() throws Exception {
        for (int port : nodes.ports()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(answerTo(socket, forged())).doesNotContain("thanks").doesNotContain(ADDRESS);
            }
        }
        nothingHappened();
    }

    @Test
    void whoShowsNoCertificateIsNotHeard() throws Exception {
        Path secret = nodes.secret();
        for (int port : nodes.ports()) {
            try (Socket socket = Foreigners.trusting(Authority.read(secret))
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(answerTo(socket, forged())).doesNotContain("thanks").doesNotContain(ADDRESS);
            }
        }
        nothingHappened();
    }

    @Test
    void whoShowsAnothersCertificateIsNotHeard() throws Exception {
        Path other = folder.resolve("other.pem");
        ClusterSecret.create(other);
        for (int port : nodes.ports()) {
            SSLContext foreign = Foreigners.showing(Authority.read(other), Authority.read(nodes.secret()));
            try (Socket socket = foreign.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(answerTo(socket, forged())).doesNotContain("thanks").doesNotContain(ADDRESS);
            }
        }
        nothingHappened();
    }

    @Test
    void garbageDoesNoHarm() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 10; i++) {
            for (int port : nodes.ports()) {
                byte[] garbage = new byte[1 + random.nextInt(20_000)];
                random.nextBytes(garbage);
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    answerTo(socket, garbage);
                }
            }
        }
        nothingHappened();
    }

    /** A message as the event bus sends it: to the address that a member listens at, with an address to answer to. */
    private static byte[] forged() {
        Buffer message = Buffer.buffer()
                .appendInt(0)
                .appendByte((byte) 2) // version of the format
                .appendByte((byte) 9) // a text
                .appendByte((byte) 0); // to one
        text(message, ADDRESS);
        text(message, "answer");
        text(message, "stranger");
        message.appendInt(4); // no headers
        text(message, "forged");
        return message.setInt(0, message.length() - 4).getBytes();
    }

    private static void text(Buffer message, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        message.appendInt(bytes.length).appendBytes(bytes);
    }

    /** What comes back until the connection is closed, which it is in any case. */
    private static String answerTo(Socket socket, byte[] sent) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        try (InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(sent);
            socket.getOutputStream().flush();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException open) {
            throw open;
        } catch (IOException closed) {
            return "";
        }
    }

    @Test
    void sayingNothingDoesNoHarm() throws Exception {
        Socket[] silent = new Socket[20];
        for (int i = 0; i < silent.length; i++) {
            silent[i] = new Socket(InetAddress.getLoopbackAddress(), nodes.ports()[i % nodes.ports().length]);
        }
        nothingHappened();
        for (Socket socket : silent) {
            socket.close();
        }
    }

    /** TLS contexts of those who are no members. */
    private static final class Foreigners {
        static SSLContext trusting(Authority authority) throws GeneralSecurityException, IOException {
            return MemberTls.context(null, authority.certificate());
        }

        static SSLContext showing(Authority own, Authority trusted) throws GeneralSecurityException, IOException {
            return MemberTls.context(own.issue("stranger", new SecureRandom()), trusted.certificate());
        }
    }
}
