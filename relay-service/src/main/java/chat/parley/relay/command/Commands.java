package chat.parley.relay.command;

import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandTable;
import java.util.List;
import java.util.stream.Stream;

/** Every command that the server knows. */
public final class Commands {
    private Commands() {}

    /** For clients. */
    public static CommandTable table() {
        return new CommandTable(all());
    }

    /** For sessions that speak for clients of the classic protocol. */
    public static CommandTable classic() {
        return new CommandTable(
                Stream.concat(all().stream(), Stream.of(new ClassicSigninCommand(), new ClassicRegisterCommand()))
                        .toList());
    }

    private static List<Command> all() {
        return List.of(
                new AcceptCommand(),
                new AdminCommand(),
                new AuthenticateCommand(),
                new AwayCommand(),
                new CapCommand(),
                new ChathistoryCommand(),
                new HelpCommand("HELP"),
                new HelpCommand("HELPOP"),
                new InfoCommand(),
                new InviteCommand(),
                new IsonCommand(),
                new IsupportCommand(),
                new JoinCommand(),
                new KillCommand(),
                new LinksCommand(),
                new KickCommand(),
                new KnockCommand(),
                new ListCommand(),
                new LusersCommand(),
                new MetadataCommand(),
                new MarkreadCommand(),
                new ModeCommand(),
                new MonitorCommand(),
                new MotdCommand(),
                new NamesCommand(),
                new NickCommand(),
                new NoticeCommand(),
                new OperCommand(),
                new PartCommand(),
                new PassCommand(),
                new PingCommand(),
                new PongCommand(),
                new PrivmsgCommand(),
                new QuitCommand(),
                new RedactCommand(),
                new RegisterCommand(),
                new RenameCommand(),
                new SearchCommand(),
                new SetnameCommand(),
                new StatsCommand(),
                new TagmsgCommand(),
                new TimeCommand(),
                new TopicCommand(),
                new UbanCommand(),
                new UserCommand(),
                new UserhostCommand(),
                new VersionCommand(),
                new WebircCommand(),
                new WallopsCommand(),
                new WhoCommand(),
                new WhoisCommand(),
                new WhowasCommand());
    }
}
