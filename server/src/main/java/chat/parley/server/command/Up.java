package chat.parley.server.command;

import chat.parley.server.DataFolder;
import chat.parley.server.Parley;
import chat.parley.server.StartException;
import chat.parley.server.StartFailure;
import chat.parley.server.config.ConfigException;
import chat.parley.server.config.ConfigReader;
import chat.parley.server.config.Configuration;
import chat.parley.server.log.TechnicalLog;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole server in this process until it is told to stop. */
@Command(
        name = "up",
        description = "Start the whole server in this process.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: stopped in order", "1: did not start", "2: wrong command line or configuration"},
        sortOptions = false)
final class Up implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Up.class);
    static final int OK = 0;
    static final int DID_NOT_START = 1;
    static final int WRONG_USE = 2;

    private final Terminal terminal;

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    @Option(names = "--check", description = "Only read the configuration, say what is wrong with it, and leave.")
    private boolean checkOnly;

    Up(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        ConfigReader reader = config.reader(terminal.environment());
        Configuration configuration;
        try {
            configuration = reader.read();
        } catch (ConfigException wrong) {
            wrong.lines().forEach(terminal::complain);
            return WRONG_USE;
        }
        if (checkOnly) {
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
