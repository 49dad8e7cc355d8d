package chat.parley.server.command;

import chat.parley.contracts.status.Role;
import chat.parley.server.DataFolder;
import chat.parley.server.Parley;
import chat.parley.server.StartFailure;
import chat.parley.server.config.ClusterSettings;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.ConfigReader;
import chat.parley.server.config.Configuration;
import chat.parley.server.log.TechnicalLog;
import chat.parley.server.start.StartException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a process of the server, from reading the configuration until it has stopped. Keeps the calling thread for as long. */
final class ServerRun {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRun.class);
    static final int OK = 0;
    static final int DID_NOT_START = 1;
    static final int WRONG_USE = 2;

    private final Terminal terminal;

    ServerRun(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs it, and returns the exit code. */
    int carryOut(RunRequest request) throws InterruptedException {
        ConfigReader reader = request.reader(terminal.environment());
        Configuration configuration;
        try {
            configuration = reader.read();
        } catch (ConfigException wrong) {
            wrong.lines().forEach(terminal::complain);
            return WRONG_USE;
        }
        String misfit = misfit(request.role(), configuration.settings().cluster());
        if (misfit != null) {
            terminal.complain(misfit);
            return WRONG_USE;
        }
        if (request.checkOnly()) {
            terminal.out()
                    .println("The configuration is good: " + (reader.file() == null ? "defaults" : reader.file()));
            return OK;
        }
        TechnicalLog.level(configuration.settings().log().level().name());
        return run(request.role(), reader, configuration);
    }

    private static @Nullable String misfit(Role role, ClusterSettings cluster) {
        if (role.isClustered() == cluster.enabled()) {
            return null;
        }
        return role.isClustered()
                ? "cluster.enabled: 'parley " + role.word()
                        + "' is one process of several; write true here, or start 'parley up'"
                : "cluster.enabled: 'parley up' is a whole server by itself; write false here, or start 'parley auth',"
                        + " 'parley room' and 'parley relay'";
    }

    private int run(Role role, ConfigReader reader, Configuration configuration) throws InterruptedException {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Stop.onSignal(() -> asked.complete(null));
        try (DataFolder held = DataFolder.take(configuration.settings().server().dataDir(), role)) {
            LOG.atDebug().addKeyValue("folder", held.path()).log("data folder taken");
            Parley parley = new Parley(role, configuration.settings());
            CompletableFuture.anyOf(parley.start(), asked).get();
            if (!asked.isDone()) {
                terminal.out().print(Greeting.of(parley, configuration.settings(), reader.file()));
                terminal.out().flush();
                parley.watch(reader, configuration);
                CompletableFuture.anyOf(asked, parley.gaveUp())
                        .exceptionally(_cause -> null)
                        .get();
            }
            terminal.out().println("Stopping…");
            terminal.out().flush();
            parley.stop().get();
            CompletableFuture.anyOf(asked, parley.gaveUp()).get();
            return OK;
        } catch (StartException cause) {
            terminal.complain(cause.line());
            return DID_NOT_START;
        } catch (ExecutionException failed) {
            terminal.complain(StartFailure.lineOf(failed.getCause()));
            LOG.atDebug().setCause(failed.getCause()).log("did not start");
            return DID_NOT_START;
        } catch (IOException notReleased) {
            LOG.atWarn().addKeyValue("cause", notReleased.getMessage()).log("the data folder's lock was not released");
            return OK;
        }
    }
}
