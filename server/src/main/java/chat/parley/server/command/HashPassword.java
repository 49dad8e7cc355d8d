package chat.parley.server.command;

import chat.parley.auth.model.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Turns a password into what may be written into a configuration in its place. */
@Command(
        name = "hash-password",
        description = {
            "Print the verifier of a password, for an operator or a gateway in the configuration.",
            "Asks for the password twice, or reads one line where it is not started in a terminal."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class HashPassword implements Callable<Integer> {
    private final Terminal terminal;
    private final InputStream in;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "600000",
            description = "Rounds of PBKDF2, " + Verifier.MIN_ITERATIONS + " to " + Verifier.MAX_ITERATIONS
                    + ". Default: ${DEFAULT-VALUE}")
    private int iterations;

    HashPassword(Terminal terminal, InputStream in) {
        this.terminal = terminal;
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        if (iterations < Verifier.MIN_ITERATIONS || iterations > Verifier.MAX_ITERATIONS) {
            terminal.complain(
                    "--iterations has to be from " + Verifier.MIN_ITERATIONS + " to " + Verifier.MAX_ITERATIONS);
            return ServerRun.WRONG_USE;
        }
        String password = PasswordPrompt.ask(terminal, in);
        if (password == null) {
            return ServerRun.WRONG_USE;
        }
        byte[] salt = new byte[Verifier.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        terminal.out().println(Verifier.derive(password, salt, iterations).text());
        terminal.out().flush();
        return ServerRun.OK;
    }
}
