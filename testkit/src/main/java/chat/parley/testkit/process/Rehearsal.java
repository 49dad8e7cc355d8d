package chat.parley.testkit.process;

import chat.parley.testkit.wire.Endpoint;
import chat.parley.testkit.wire.WireClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A whole server and a process of a cluster, both in one process: it has in the end loaded the classes of every role. As a program it
 * takes the files of their configurations.
 */
final class Rehearsal {
    private static final long PATIENCE_SECONDS = 120;

    private Rehearsal() {}

    /** Runs both until one of them is told to stop, which ends the process. */
    public static void main(String[] configurations) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Setup.runMain("auth", "--config", configurations[1]);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
        Setup.runMain("up", "--config", configurations[0]);
    }

    /**
     * Plays it once, with somebody who says something.
     *
     * @param folder where it leaves whatever it leaves
     * @param java the command up to the program
     * @throws AssertionError if it does not go as it should
     */
    static void play(Path folder, List<String> java) throws IOException, InterruptedException {
        Path secret = folder.resolve("cluster.secret");
        ClusterSecrets.write(secret);
        int port = OwnPorts.take();
        Path alone = new Setup().write(folder);
        Path member = new Setup()
                .node("auth", "auth", folder)
                .set("server.dataDir", "auth-data")
                .set("audit.folder", "auth-logs")
                .set("cluster.secret", secret.toString())
                .set("cluster.bind", "127.0.0.1")
                .set("cluster.port", port)
                .set("cluster.busPort", 0)
                .set("cluster.discovery", "127.0.0.1:" + port)
                .write(folder);
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(Rehearsal.class.getName(), alone.toString(), member.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
        Process process = builder.start();
        try {
            Output out = new Output(process.getInputStream(), "rehearsal's output");
            if (!out.awaitLines(ServerProcess.LAST_OF_GREETING, 2, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))) {
                throw new AssertionError("The rehearsal did not begin: " + String.join("\n", out.lines()));
            }
            Doors doors = new Doors();
            doors.open(out.lines());
            talk(doors.find(Endpoint::tls));
            process.destroy();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The rehearsal did not end: " + String.join("\n", out.lines()));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void talk(Endpoint door) {
        try (WireClient guest = WireClient.connect(door, "ada").createAccount("rehearsed-1")) {
            guest.join("#stage").say("#stage", "one, two");
            guest.history("#stage");
            guest.ask("WHOIS ada");
        }
        try (WireClient guest = WireClient.connect(door, "ada").signInWithScram("rehearsed-1")) {
            guest.sync();
        }
    }
}
