package chat.parley.server.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and their options. */
@Command(
        name = "completion",
        description = {
            "Print a script by which bash and zsh complete Parley's commands and options.",
            "In bash: source <(./parley admin completion). In zsh: autoload -U +X bashcompinit && bashcompinit before that."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class CompletionCommand implements Callable<Integer> {
    private static final String LAUNCHER = "parley";

    /** What the launcher does by itself, or by the client's program: words alone are completed. */
    static final List<String> LAUNCHERS_OWN =
            List.of("chat", "send", "tail", "cluster", "build", "test", "format", "bench", "jdk", "help");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine program = spec.root().commandLine();
        for (String word : LAUNCHERS_OWN) {
            program.addSubcommand(word, CommandSpec.create());
        }
        terminal.out().print(AutoComplete.bash(LAUNCHER, program));
        terminal.out().flush();
        return ServerRun.OK;
    }
}
