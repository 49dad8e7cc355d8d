package chat.parley.relay.session;

import chat.parley.contracts.room.ListEntry;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.isupport.Isupport;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.name.BanMask;
import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.name.Ident;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.view.PresenceView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What everyone is told who comes in.
 *
 * @see <a href="https://modern.ircdocs.horse/#connection-registration">Connection registration</a>
 */
public final class Welcome {
    /** Modes of a person that can be set. */
    public static final String USER_MODES = "BRTiosw";

    /** Modes of a room without argument. */
    public static final String ROOM_FLAGS = "CMRimnst";

    private static final String ROOM_MODES = "CIMRbehiklmnostv";
    private static final String ROOM_MODES_WITH_ARGUMENT = "Ibehklov";
    /** How many changes with an argument one MODE may make. */
    public static final int MODES_A_LINE = 12;

    private static final int LONGEST_HOST = 63;

    private static final DateTimeFormatter IN_WORDS =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu 'at' HH:mm:ss 'UTC'", Locale.ROOT);

    /** What is said in 005 under the settings that were in force last. */
    private static volatile @Nullable Said said;

    private record Said(SessionSettings settings, Isupport isupport) {}

    private Welcome() {}

    static void greet(Exchange exchange) {
        SessionSettings settings = exchange.settings();
        exchange.replyWithText(
                Numeric.RPL_WELCOME,
                Numeric.RPL_WELCOME.text(settings.network(), exchange.client().name()));
        exchange.replyWithText(Numeric.RPL_YOURHOST, Numeric.RPL_YOURHOST.text(exchange.server(), settings.version()));
        exchange.replyWithText(Numeric.RPL_CREATED, Numeric.RPL_CREATED.text(inWords(settings.startedAtMillis())));
        exchange.reply(
                Numeric.RPL_MYINFO,
                exchange.server(),
                settings.version(),
                USER_MODES,
                ROOM_MODES,
                ROOM_MODES_WITH_ARGUMENT);
        isupport(exchange);
        lusers(exchange, null, true);
        metadata(exchange);
        motd(exchange);
    }

    /** What the client is known to say of itself, to those who know metadata: nothing of it is an answer, too. */
    private static void metadata(Exchange exchange) {
        Client client = exchange.client();
        if (client.has(Capability.METADATA)) {
            String nick = client.name();
            ReplyBatch batch = new ReplyBatch(exchange, MetadataLines.BATCH, nick);
            MetadataLines.of(exchange.server(), nick, nick, client.me().metadata(), _every -> true)
                    .forEach(batch::send);
            batch.end();
        }
    }

    /** A time as people read it. */
    public static String inWords(long millis) {
        return IN_WORDS.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    /** 005. */
    public static void isupport(Exchange exchange) {
        Client client = exchange.client();
        List<Line> lines = supported(exchange.settings()).lines(exchange.server(), client.name());
        if (!client.has(Capability.EXTENDED_ISUPPORT)) {
            lines.forEach(exchange::send);
            return;
        }
        ReplyBatch batch = new ReplyBatch(exchange, "draft/isupport");
        lines.forEach(batch::send);
        batch.end();
    }

    /** What is said in 005. Put together once: all sessions have the same settings, until these are changed. */
    @SuppressWarnings("ReferenceEquality") // the very settings; others may be equal, and are rare
    static Isupport supported(SessionSettings settings) {
        Said last = said;
        if (last == null || last.settings != settings) {
            last = new Said(settings, isupport(settings));
            said = last;
        }
        return last.isupport;
    }

    private static Isupport isupport(SessionSettings settings) {
        SessionLimits limits = settings.limits();
        int targets = limits.targets();
        Isupport names = limits.nicks().beyondAscii() ? Isupport.EMPTY.with("UTF8MAPPING", "rfc8265") : Isupport.EMPTY;
        return names.with("NETWORK", settings.network())
                .with("CASEMAPPING", CaseMapping.NAME)
                .with("CHANTYPES", "#")
                .with("CHANMODES", "beI,k,l," + ROOM_FLAGS)
                .with("PREFIX", "(ohv)@%+")
                .with("EXCEPTS", "e")
                .with("INVEX", "I")
                .with("EXTBAN", BanMask.EXTBAN)
                .with("ACCOUNTEXTBAN", BanMask.ACCOUNT_EXTBAN)
                .with("MAXLIST", "b:%1$d,e:%1$d,I:%1$d".formatted(ListEntry.MOST_A_LIST))
                .with("STATUSMSG", "@%+")
                .with("MODES", MODES_A_LINE)
                .with("NICKLEN", limits.nickCharacters())
                .with("CHANNELLEN", limits.roomBytes())
                .with("TOPICLEN", limits.topicBytes())
                .with("AWAYLEN", limits.awayBytes())
                .with("NAMELEN", limits.realnameBytes())
                .with("KICKLEN", limits.reasonBytes())
                .with("USERLEN", Ident.MAX_CHARACTERS)
                .with("HOSTLEN", LONGEST_HOST)
                .with("CHANLIMIT", "#:" + limits.rooms())
                .with("MAXTARGETS", targets)
                .with(
                        "TARGMAX",
                        "JOIN:%1$d,PART:%1$d,KICK:%1$d,PRIVMSG:%1$d,NOTICE:%1$d,TAGMSG:%1$d,NAMES:%1$d,WHOIS:1"
                                .formatted(targets))
                .with("CHATHISTORY", limits.historyMessages())
                .with("MSGREFTYPES", "msgid,timestamp")
                .with("ELIST", "CMNTU")
                .with("SAFELIST")
                .with("MONITOR", limits.monitored())
                .with("WHOX")
                .with("BOT", "B")
                .with("UTF8ONLY");
    }

    /**
     * 251 to 266. All relays together are one server.
     *
     * @param rooms in which somebody is; null where that is not known, or was not worth asking for
     */
    public static void lusers(Exchange exchange, @Nullable Long rooms) {
        lusers(exchange, rooms, false);
    }

    /** @param coming the client itself is still counted among those who have not said yet who they are */
    private static void lusers(Exchange exchange, @Nullable Long rooms, boolean coming) {
        PresenceView presence = exchange.views().presence();
        int all = presence.size();
        int invisible = presence.invisible();
        exchange.replyWithText(
                Numeric.RPL_LUSERCLIENT,
                Numeric.RPL_LUSERCLIENT.text(Integer.toString(all - invisible), Integer.toString(invisible), "1"));
        exchange.reply(Numeric.RPL_LUSEROP, Integer.toString(presence.operators()));
        exchange.reply(
                Numeric.RPL_LUSERUNKNOWN,
                Integer.toString(Math.max(0, exchange.views().connecting() - (coming ? 1 : 0))));
        if (rooms != null) {
            exchange.reply(Numeric.RPL_LUSERCHANNELS, rooms.toString());
        }
        exchange.replyWithText(Numeric.RPL_LUSERME, Numeric.RPL_LUSERME.text(Integer.toString(all), "1"));
        String now = Integer.toString(all);
        String most = Integer.toString(presence.most());
        exchange.replyWithText(Numeric.RPL_LOCALUSERS, Numeric.RPL_LOCALUSERS.text(now, most), now, most);
        exchange.replyWithText(Numeric.RPL_GLOBALUSERS, Numeric.RPL_GLOBALUSERS.text(now, most), now, most);
    }

    /** 375, 372 and 376; or 422. */
    public static void motd(Exchange exchange) {
        if (exchange.settings().motd().isEmpty()) {
            exchange.reply(Numeric.ERR_NOMOTD);
            return;
        }
        exchange.replyWithText(Numeric.RPL_MOTDSTART, Numeric.RPL_MOTDSTART.text(exchange.server()));
        for (String line : exchange.settings().motd()) {
            exchange.replyWithText(Numeric.RPL_MOTD, Numeric.RPL_MOTD.text(line));
        }
        exchange.reply(Numeric.RPL_ENDOFMOTD);
    }
}
