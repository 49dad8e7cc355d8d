package chat.parley.server.command;

import chat.parley.server.DataFolder;
import chat.parley.server.Parley;
import chat.parley.server.StartFailure;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.ConfigReader;
import chat.parley.server.config.Configuration;
import chat.parley.server.log.TechnicalLog;
import chat.parley.server.start.StartException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the server, from reading the configuration until it has stopped. Keeps the calling thread for as long. */
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
    int carryOut(UpRequest request) throws InterruptedException {
        ConfigReader reader = request.reader(terminal.environment());
        Configuration configuration;
        try {
            configuration = reader.read();
        } catch (ConfigException wrong) {
            wrong.lines().forEach(terminal::complain);
            return WRONG_USE;
        }
        if (request.checkOnly()) {
            terminal.out()
                    .println("The configuration is good: " + (reader.file() == null ? "defaults" : reader.file()));
            return OK;
        }
        TechnicalLog.level(configuration.settings().log().level().name());
        return run(reader, configuration);
    }

    private int run(ConfigReader reader, Configuration configuration) throws InterruptedException {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Stop.onSignal(() -> asked.complete(null));
        try (DataFolder held = DataFolder.take(configuration.settings().server().dataDir())) {
            LOG.atDebug().addKeyValue("folder", held.path()).log("data folder taken");
            Parley parley = Parley.start(configuration.settings()).get();
            terminal.out().print(Greeting.of(parley, configuration.settings(), reader.file()));
            terminal.out().flush();
            parley.watch(reader, configuration);
            asked.get();
            terminal.out().println("Stopping…");
            terminal.out().flush();
            parley.stop().get();
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
