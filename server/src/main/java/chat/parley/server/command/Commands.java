package chat.parley.server.command;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** All commands of the server's program. */
public final class Commands {
    private Commands() {}

    /** The program itself; it does nothing without a command. */
    @Command(
            name = "parley",
            description = "Parley, a chat room.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionProvider.class)
    private static final class Program {}

    /**
     * Carries out a command line, and returns when that is done: {@code up} only once the server has stopped.
     *
     * @param environment the process's variables
     * @param arguments {@code up} where they name no command
     * @return the exit code: 0 done, 1 failed, 2 wrong command line or configuration
     */
    public static int run(PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
        Terminal terminal = new Terminal(out, err, environment);
        CommandLine program = new CommandLine(new Program());
        program.addSubcommand(new Up(terminal));
        program.setOut(out);
        program.setErr(err);
        program.setParameterExceptionHandler((wrong, given) -> complain(terminal, wrong));
        program.setExecutionExceptionHandler((failed, command, parsed) -> {
            terminal.complain(String.valueOf(failed.getMessage()));
            return Up.DID_NOT_START;
        });
        return program.execute(withCommand(program, arguments));
    }

    private static String[] withCommand(CommandLine program, String[] arguments) {
        if (arguments.length > 0
                && (program.getSubcommands().containsKey(arguments[0])
                        || !arguments[0].startsWith("-")
                        || program.getCommandSpec().findOption(arguments[0]) != null)) {
            return arguments;
        }
        String[] up = new String[arguments.length + 1];
        up[0] = "up";
        System.arraycopy(arguments, 0, up, 1, arguments.length);
        return up;
    }

    private static int complain(Terminal terminal, ParameterException wrong) {
        terminal.complain(String.valueOf(wrong.getMessage()).replaceAll("\\s+", " "));
        terminal.err().println("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        terminal.err().flush();
        return Up.WRONG_USE;
    }
}
