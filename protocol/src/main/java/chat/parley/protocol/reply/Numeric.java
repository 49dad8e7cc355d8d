package chat.parley.protocol.reply;

import chat.parley.protocol.line.Line;
import chat.parley.protocol.line.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every numeric that the server sends. What its parameters mean stands with each; the first, the client's own nick, is
 * left out. A text with {@code <words>} in it is filled in by {@link #text(String...)}; a numeric without a text has none
 * on the wire either.
 *
 * @see <a href="https://modern.ircdocs.horse/#numerics">Numerics</a>
 */
public enum Numeric {
    RPL_WELCOME(1, "", "Welcome to the <network> chat, <nick>"),
    RPL_YOURHOST(2, "", "Your host is <server>, running <version>"),
    RPL_CREATED(3, "", "This server was started <time>"),
    RPL_MYINFO(4, "<server> <version> <user modes> <room modes> [<room modes with a parameter>]", null),
    RPL_ISUPPORT(5, "<token>...", "are supported by this server"),
    RPL_ENDOFSTATS(219, "<letter>", "End of STATS report"),
    RPL_UMODEIS(221, "<modes>", null),
    RPL_STATSUPTIME(242, "", "Server up <days> days <hours:minutes:seconds>", Numeric.RFC_2812_REPLIES),
    RPL_STATSOLINE(243, "O * * <nick>", null, Numeric.RFC_2812_REPLIES),
    RPL_LUSERCLIENT(251, "", "There are <users> users and <invisible> invisible on <servers> servers"),
    RPL_LUSEROP(252, "<operators>", "operator(s) online"),
    RPL_LUSERUNKNOWN(253, "<connections>", "unknown connection(s)"),
    RPL_LUSERCHANNELS(254, "<rooms>", "channels formed"),
    RPL_LUSERME(255, "", "I have <clients> clients and <servers> servers"),
    RPL_ADMINME(256, "<server>", "Administrative info"),
    RPL_ADMINLOC1(257, "", "<line>"),
    RPL_ADMINLOC2(258, "", "<line>"),
    RPL_ADMINEMAIL(259, "", "<line>"),
    RPL_TRYAGAIN(263, "<command>", "Please wait a while and try again"),
    RPL_LOCALUSERS(265, "<users> <most>", "Current local users <users>, max <most>"),
    RPL_GLOBALUSERS(266, "<users> <most>", "Current global users <users>, max <most>"),
    RPL_AWAY(301, "<nick>", "<away text>"),
    RPL_USERHOST(302, "", "<nick=+user@host>..."),
    RPL_ISON(303, "", "<nick>..."),
    RPL_UNAWAY(305, "", "You are no longer marked as being away"),
    RPL_NOWAWAY(306, "", "You have been marked as being away"),
    RPL_WHOISUSER(311, "<nick> <user> <host> *", "<realname>"),
    RPL_WHOISSERVER(312, "<nick> <server>", "<server info>"),
    RPL_WHOISOPERATOR(313, "<nick>", "is a server operator"),
    RPL_WHOWASUSER(314, "<nick> <user> <host> *", "<realname>"),
    RPL_ENDOFWHO(315, "<mask>", "End of WHO list"),
    RPL_WHOISIDLE(317, "<nick> <seconds> <sign-on>", "seconds idle, signon time"),
    RPL_ENDOFWHOIS(318, "<nick>", "End of WHOIS list"),
    RPL_WHOISCHANNELS(319, "<nick>", "<prefixed room>..."),
    RPL_LISTSTART(321, "Channel", "Users  Name"),
    RPL_LIST(322, "<room> <people>", "<topic>"),
    RPL_LISTEND(323, "", "End of LIST"),
    RPL_CHANNELMODEIS(324, "<room> <modes> [<mode parameter>...]", null),
    RPL_CREATIONTIME(329, "<room> <unix time>", null),
    RPL_WHOISACCOUNT(330, "<nick> <account>", "is logged in as"),
    RPL_NOTOPIC(331, "<room>", "No topic is set"),
    RPL_TOPIC(332, "<room>", "<topic>"),
    RPL_TOPICWHOTIME(333, "<room> <who> <unix time>", null),
    RPL_WHOISBOT(335, "<nick>", "is a bot", "https://ircv3.net/specs/extensions/bot-mode#numerics"),
    RPL_INVITELIST(336, "<room>", null, Numeric.INVITE),
    RPL_ENDOFINVITELIST(337, "", "End of INVITE list", Numeric.INVITE),
    RPL_WHOISACTUALLY(338, "<nick> <user@host> <address>", "is actually using host"),
    RPL_INVITING(341, "<nick> <room>", null),
    RPL_INVEXLIST(346, "<room> <mask> [<who> <unix time>]", null),
    RPL_ENDOFINVEXLIST(347, "<room>", "End of channel invite exception list"),
    RPL_EXCEPTLIST(348, "<room> <mask> [<who> <unix time>]", null),
    RPL_ENDOFEXCEPTLIST(349, "<room>", "End of channel exception list"),
    RPL_VERSION(351, "<version> <server>", "<comments>"),
    RPL_WHOREPLY(352, "<room> <user> <host> <server> <nick> <flags>", "<hops> <realname>"),
    RPL_NAMREPLY(353, "<symbol> <room>", "<prefixed nick>..."),
    RPL_WHOSPCRPL(354, "<field>...", null, "https://ircv3.net/specs/extensions/whox#rpl_whospcrpl-354-numeric-reply"),
    RPL_LINKS(364, "<server> <server>", "<hops> <server info>"),
    RPL_ENDOFLINKS(365, "*", "End of LINKS list"),
    RPL_ENDOFNAMES(366, "<room>", "End of NAMES list"),
    RPL_BANLIST(367, "<room> <mask> [<who> <unix time>]", null),
    RPL_ENDOFBANLIST(368, "<room>", "End of channel ban list"),
    RPL_ENDOFWHOWAS(369, "<nick>", "End of WHOWAS list"),
    RPL_INFO(371, "", "<line>"),
    RPL_MOTD(372, "", "- <line>"),
    RPL_ENDOFINFO(374, "", "End of INFO"),
    RPL_MOTDSTART(375, "", "- <server> message of the day -"),
    RPL_ENDOFMOTD(376, "", "End of MOTD"),
    RPL_WHOISHOST(378, "<nick>", "is connecting from *@<host> <address>"),
    RPL_WHOISMODES(379, "<nick>", "is using modes <modes>"),
    RPL_YOUREOPER(381, "", "You are now a server operator"),
    RPL_TIME(391, "<server> <unix time> <offset>", "<time in words>"),
    ERR_UNKNOWNERROR(400, "<command>", "<what went wrong>"),
    ERR_NOSUCHNICK(401, "<nick>", "No such nick or room"),
    ERR_NOSUCHCHANNEL(403, "<room>", "No such room"),
    ERR_CANNOTSENDTOCHAN(404, "<room>", "Cannot send to room"),
    ERR_TOOMANYCHANNELS(405, "<room>", "You have joined too many rooms"),
    ERR_WASNOSUCHNICK(406, "<nick>", "There was no such nick"),
    ERR_TOOMANYTARGETS(407, "<target>", "Too many targets", Numeric.RFC_2812),
    ERR_NOORIGIN(409, "", "No origin given"),
    ERR_INVALIDCAPCMD(410, "<subcommand>", "Invalid CAP command", Numeric.CAPABILITIES),
    ERR_NORECIPIENT(411, "", "No recipient given (<command>)"),
    ERR_NOTEXTTOSEND(412, "", "No text to send"),
    ERR_INPUTTOOLONG(417, "", "Input line was too long"),
    ERR_UNKNOWNCOMMAND(421, "<command>", "Unknown command"),
    ERR_NOMOTD(422, "", "There is no message of the day"),
    ERR_NOADMININFO(423, "<server>", "No administrative info is available", Numeric.RFC_2812),
    ERR_NONICKNAMEGIVEN(431, "", "No nick given"),
    ERR_ERRONEUSNICKNAME(432, "<nick>", "Not a valid nick: it <reason>"),
    ERR_NICKNAMEINUSE(433, "<nick>", "Nick is already in use"),
    ERR_BANNICKCHANGE(435, "<nick> <room>", "Cannot change nick while banned in a room", Numeric.NUMERICS),
    ERR_USERNOTINCHANNEL(441, "<nick> <room>", "They are not in that room"),
    ERR_NOTONCHANNEL(442, "<room>", "You are not in that room"),
    ERR_USERONCHANNEL(443, "<nick> <room>", "is already in that room"),
    ERR_NONICKCHANGE(447, "", "Your nick is your account's name and cannot be changed", Numeric.NUMERICS),
    ERR_NOTREGISTERED(451, "", "You have not registered"),
    ERR_NEEDMOREPARAMS(461, "<command>", "Not enough parameters"),
    ERR_ALREADYREGISTERED(462, "", "You may not register again"),
    ERR_PASSWDMISMATCH(464, "", "Password incorrect"),
    ERR_YOUREBANNEDCREEP(465, "", "You are banned from this server"),
    ERR_CHANNELISFULL(471, "<room>", "Cannot join room: it is full (+l)"),
    ERR_UNKNOWNMODE(472, "<mode>", "is no mode that this server knows"),
    ERR_INVITEONLYCHAN(473, "<room>", "Cannot join room: it is for the invited only (+i)"),
    ERR_BANNEDFROMCHAN(474, "<room>", "Cannot join room: you are banned (+b)"),
    ERR_BADCHANNELKEY(475, "<room>", "Cannot join room: wrong or no key (+k)"),
    ERR_BADCHANMASK(476, "<room>", "Not a valid room name: it <reason>"),
    ERR_NEEDREGGEDNICK(477, "<room>", "Cannot join room: it is for accounts only", Numeric.NUMERICS),
    ERR_BANLISTFULL(478, "<room> <mode>", "The room's list is full", Numeric.NUMERICS),
    ERR_NOPRIVILEGES(481, "", "You are not a server operator"),
    ERR_CHANOPRIVSNEEDED(482, "<room>", "You are not an operator of that room"),
    ERR_CANTKILLSERVER(483, "", "You cannot kill a server"),
    ERR_NOOPERHOST(491, "", "No operator of that name"),
    ERR_UMODEUNKNOWNFLAG(501, "", "Unknown user mode"),
    ERR_USERSDONTMATCH(502, "", "You cannot see or change another's modes"),
    ERR_HELPNOTFOUND(524, "<subject>", "No help on that"),
    ERR_CANTSENDTOUSER(531, "<nick>", "Cannot send that to them", Numeric.NUMERICS),
    RPL_WHOISSECURE(671, "<nick>", "is using a secure connection"),
    ERR_INVALIDMODEPARAM(696, "<target> <mode> <parameter>", "<reason>"),
    RPL_HELPSTART(704, "<subject>", "<line>"),
    RPL_HELPTXT(705, "<subject>", "<line>"),
    RPL_ENDOFHELP(706, "<subject>", "<line>"),
    RPL_KNOCK(710, "<room> <nick!user@host>", "has asked for an invitation", Numeric.NUMERICS),
    RPL_KNOCKDLVR(711, "<room>", "Your knock was heard", Numeric.NUMERICS),
    ERR_TOOMANYKNOCK(712, "<room>", "You knocked there already, be patient", Numeric.NUMERICS),
    ERR_CHANOPEN(713, "<room>", "That room is open", Numeric.NUMERICS),
    ERR_KNOCKONCHAN(714, "<room>", "You are in that room", Numeric.NUMERICS),
    RPL_MONONLINE(730, "", "<nick!user@host>,...", Numeric.MONITOR),
    RPL_MONOFFLINE(731, "", "<nick>,...", Numeric.MONITOR),
    RPL_MONLIST(732, "", "<nick>,...", Numeric.MONITOR),
    RPL_ENDOFMONLIST(733, "", "End of MONITOR list", Numeric.MONITOR),
    ERR_MONLISTFULL(734, "<limit> <nick,...>", "Your list is full", Numeric.MONITOR),
    RPL_WHOISKEYVALUE(760, "<nick> <key> <visibility>", "<value>", Numeric.METADATA),
    RPL_KEYVALUE(761, "<target> <key> <visibility>", "<value>", Numeric.METADATA),
    RPL_KEYNOTSET(766, "<target> <key>", "Key is not set", Numeric.METADATA),
    RPL_METADATASUBOK(770, "<key>...", null, Numeric.METADATA),
    RPL_METADATAUNSUBOK(771, "<key>...", null, Numeric.METADATA),
    RPL_METADATASUBS(772, "<key>...", null, Numeric.METADATA),
    RPL_METADATASYNCLATER(774, "<target> <seconds>", "Ask for it with METADATA SYNC", Numeric.METADATA),
    RPL_LOGGEDIN(900, "<nick!user@host> <account>", "You are now logged in as <account>"),
    ERR_NICKLOCKED(902, "", "This account cannot be used"),
    RPL_SASLSUCCESS(903, "", "SASL authentication successful"),
    ERR_SASLFAIL(904, "", "SASL authentication failed"),
    ERR_SASLTOOLONG(905, "", "SASL message too long"),
    ERR_SASLABORTED(906, "", "SASL authentication aborted"),
    RPL_SASLMECHS(908, "<mechanism,...>", "are available SASL mechanisms");

    private static final String INVITE = "https://modern.ircdocs.horse/#invite-message";
    private static final String NUMERICS = "https://modern.ircdocs.horse/#numerics";
    private static final String RFC_2812 = "https://www.rfc-editor.org/rfc/rfc2812#section-5.2";
    private static final String RFC_2812_REPLIES = "https://www.rfc-editor.org/rfc/rfc2812#section-5.1";
    private static final String MONITOR = "https://ircv3.net/specs/extensions/monitor#numerics";
    private static final String METADATA = "https://ircv3.net/specs/extensions/metadata#numerics";
    private static final String CAPABILITIES =
            "https://ircv3.net/specs/extensions/capability-negotiation#the-cap-command";

    private final int code;
    private final String command;
    private final String parameters;
    private final @Nullable String text;
    private final String specification;

    Numeric(int code, String parameters, @Nullable String text) {
        this(code, parameters, text, null);
    }

    Numeric(int code, String parameters, @Nullable String text, @Nullable String specification) {
        this.code = code;
        this.command = String.format(Locale.ROOT, "%03d", code);
        this.parameters = parameters;
        this.text = text;
        this.specification = specification != null
                ? specification
                : "https://modern.ircdocs.horse/#"
                        + name().toLowerCase(Locale.ROOT).replace("_", "") + "-" + command;
    }

    public int code() {
        return code;
    }

    /** The three digits that stand on the wire as the command. */
    public String command() {
        return command;
    }

    /** What stands between the client's nick and the text, for documentation. */
    public String parameters() {
        return parameters;
    }

    /** The text, with what is to be filled in between angle brackets; null if this numeric has none. */
    public @Nullable String text() {
        return text;
    }

    /** Where it is specified: an address. */
    public String specification() {
        return specification;
    }

    /** Whether it says that something did not work. */
    public boolean isError() {
        return name().startsWith("ERR_");
    }

    /**
     * The text with the given values in the place of what stands between angle brackets, in order.
     *
     * @throws IllegalArgumentException if there are not exactly as many values
     */
    public String text(String... values) {
        return ReplyText.fill(text == null ? "" : text, values);
    }

    /**
     * The line, with this numeric's own text if it has one. Parameters that cannot stand in the middle of a line are
     * replaced by {@code *}, so it is safe to name in them what a client sent.
     *
     * @param server who says it
     * @param client whom it is said to: a nick, or {@code *} before there is one
     * @throws IllegalStateException if the text has to be filled in: that is for {@link #lineWithText}
     */
    public Line line(String server, String client, String... params) {
        if (text != null && text.indexOf('<') >= 0) {
            throw new IllegalStateException(name() + " needs its text filled in");
        }
        return build(server, client, text, params);
    }

    /** The line with another text; otherwise as {@link #line}. */
    public Line lineWithText(String server, String client, String otherText, String... params) {
        return build(server, client, otherText, params);
    }

    private Line build(String server, String client, @Nullable String last, String... params) {
        var all = new ArrayList<String>(params.length + 2);
        all.add(Line.inTheMiddle(client));
        for (String param : params) {
            all.add(Line.inTheMiddle(param));
        }
        if (last != null) {
            all.add(last);
        }
        return new Line(Tags.EMPTY, server, command, List.copyOf(all));
    }
}
