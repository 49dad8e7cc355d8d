package chat.parley.cli.command;

import chat.parley.cli.config.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The client's command line. */
@Command(
        name = "parley",
        description = "The terminal client of Parley, an internet chat room.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ChatCommand.class, SendCommand.class, TailCommand.class, HelpCommand.class})
public final class ParleyCommand {

    private ParleyCommand() {}

    /** Runs a command line. Returns the exit code; what went wrong has been told on standard error, in one line. */
    public static int run(String... args) {
        var line = new CommandLine(new ParleyCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            boolean settings = failure instanceof SettingsException;
            String message = settings
                    ? String.valueOf(failure.getMessage())
                    : "something went wrong that should not (" + failure + ")";
            command.getErr().println("parley: " + message);
            command.getErr().flush();
            return settings ? ExitCode.USAGE : ExitCode.REFUSED;
        });
        return args.length == 0 ? usage(line) : line.execute(args);
    }

    private static int usage(CommandLine line) {
        line.usage(line.getErr());
        return ExitCode.USAGE;
    }
}
