package chat.parley.server.command;

import chat.parley.contracts.status.Role;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** All commands of the server's program. */
public final class Commands {
    /** A command line that begins with one of these means {@code up}. */
    private static final Set<String> UP_OPTIONS = Set.of("--config", "--set", "--check");

    private Commands() {}

    /** The program itself; it does nothing without a command. */
    @Command(
            name = "parley",
            description = "Parley, a chat room.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionProvider.class)
    private static final class Program {}

    /** What looks after a server without talking to it. */
    @Command(
            name = "admin",
            description = "Look after a server.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionProvider.class)
    private static final class Admin {}

    /**
     * Carries out a command line, and returns when that is done: {@code up} and its like only once the process has stopped.
     *
     * @param environment the process's variables
     * @param arguments {@code up} where they name no command
     * @return the exit code: 0 done, 1 failed, 2 wrong command line or configuration
     */
    public static int run(PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments)
            throws InterruptedException {
        Terminal terminal = new Terminal(out, err, environment);
        RunRequest plain = RunRequest.plain(arguments).orElse(null);
        return plain == null ? run(terminal, System.in, arguments) : new ServerRun(terminal).carryOut(plain);
    }

    /** Carries out a command line by the library for them, with another standard input. */
    static int run(Terminal terminal, InputStream in, String... arguments) {
        CommandLine program = new CommandLine(new Program());
        for (Role role : Role.values()) {
            program.addSubcommand(RunCommand.of(role, terminal));
        }
        CommandLine admin = new CommandLine(new Admin());
        admin.addSubcommand(new HashPassword(terminal, in));
        admin.addSubcommand(new Status(terminal));
        admin.addSubcommand(new MakeClusterSecret(terminal));
        admin.addSubcommand(new AccountsCommand(terminal, in));
        admin.addSubcommand(new SessionsCommand(terminal));
        admin.addSubcommand(new RoomsCommand(terminal));
        admin.addSubcommand(new BansCommand(terminal));
        admin.addSubcommand(new AuditCommand(terminal));
        admin.addSubcommand(new StatisticsCommand(terminal));
        admin.addSubcommand(new ReloadCommand(terminal));
        admin.addSubcommand(new BackupCommand(terminal));
        admin.addSubcommand(new RestoreCommand(terminal));
        admin.addSubcommand(new CompletionCommand(terminal));
        program.addSubcommand(admin);
        program.setOut(terminal.out());
        program.setErr(terminal.err());
        program.setParameterExceptionHandler((wrong, given) -> complain(terminal, wrong));
        program.setExecutionExceptionHandler((failed, command, parsed) -> {
            terminal.complain(String.valueOf(failed.getMessage()));
            return ServerRun.DID_NOT_START;
        });
        boolean up = arguments.length > 0 && UP_OPTIONS.contains(arguments[0].replaceAll("=.*", ""));
        return program.execute(
                up ? Stream.concat(Stream.of("up"), Stream.of(arguments)).toArray(String[]::new) : arguments);
    }

    private static int complain(Terminal terminal, ParameterException wrong) {
        terminal.complain(String.valueOf(wrong.getMessage()).replaceAll("\\s+", " "));
        terminal.err().println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        terminal.err().flush();
        return ServerRun.WRONG_USE;
    }
}
