package chat.parley.relay.command;

import chat.parley.relay.session.CommandTable;
import java.util.List;

/** Every command that the server knows. */
public final class Commands {
    private Commands() {}

    public static CommandTable table() {
        return new CommandTable(List.of(
                new AuthenticateCommand(),
                new CapCommand(),
                new JoinCommand(),
                new NickCommand(),
                new NoticeCommand(),
                new PartCommand(),
                new PassCommand(),
                new PingCommand(),
                new PongCommand(),
                new PrivmsgCommand(),
                new QuitCommand(),
                new RegisterCommand(),
                new TagmsgCommand(),
                new UserCommand()));
    }
}
