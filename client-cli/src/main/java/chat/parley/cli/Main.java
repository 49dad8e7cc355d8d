package chat.parley.cli;

import chat.parley.cli.command.ParleyCommand;

/** Where the terminal client begins. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(ParleyCommand.run(args));
    }
}
