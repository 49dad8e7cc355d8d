package chat.parley.server.command;

import chat.parley.contracts.ban.BanDuration;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for lines in the server's log. */
@Command(
        name = "audit",
        description = {
            "Print the latest lines of the server's log that fit, of this start and those before.",
            "That is written to the log as well. Times are this machine's: 2026-11-22, 2026-11-22T10:32, or 2h for two hours ago."
        })
final class AuditCommand extends AdminGroup implements Callable<Integer> {
    private static final DateTimeFormatter ANY = DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss][XXX]]");

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What a line contains, in any capitals.")
    private @Nullable String text;

    @Option(names = "--name", paramLabel = "NAME", description = "A name that stands in the line.")
    private @Nullable String name;

    @Option(names = "--from", paramLabel = "TIME", description = "From then on.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Until then.")
    private @Nullable String to;

    @Mixin
    private final Limit limit = new Limit();

    AuditCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        String query;
        try {
            query = AdminServer.query(
                    "text", text, "name", name, "from", instant(from), "to", instant(to), "limit", limit.value());
        } catch (DateTimeException wrong) {
            server().terminal().complain("a time is written 2026-11-22, 2026-11-22T10:32 or 2h");
            return ServerRun.WRONG_USE;
        }
        return server().ask("GET", AdminServer.path("audit") + query, null, answer -> {
            StringBuilder lines = new StringBuilder();
            answer.getJsonArray("lines").forEach(line -> lines.append(line((JsonObject) line)));
            if (!answer.getBoolean("complete")) {
                lines.append("There is more: not all files were read. Give --from and --to.\n");
            }
            return lines.toString();
        });
    }

    private static String line(JsonObject line) {
        return Cells.time(line, "time", "") + "  " + line.getString("line") + "\n";
    }

    private static @Nullable Instant instant(@Nullable String time) {
        if (time == null) {
            return null;
        }
        OptionalLong ago = BanDuration.parse(time);
        if (ago.isPresent()) {
            return Instant.now().minusMillis(ago.getAsLong());
        }
        TemporalAccessor read = ANY.parseBest(time, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        ZoneId zone = ZoneId.systemDefault();
        return switch (read) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            default -> LocalDate.from(read).atStartOfDay(zone).toInstant();
        };
    }
}
