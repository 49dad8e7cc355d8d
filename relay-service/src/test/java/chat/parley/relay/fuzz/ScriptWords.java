package chat.parley.relay.fuzz;

import chat.parley.relay.script.ScriptedClient;
import java.util.List;
import java.util.Random;

/** Lines that are nearly right, so that random scripts come further than the first check. */
final class ScriptWords {
    static final List<String> COMMANDS = List.of(
            "AUTHENTICATE",
            "AWAY",
            "BATCH",
            "CAP",
            "CHATHISTORY",
            "HELP",
            "HELPOP",
            "INFO",
            "INVITE",
            "ISON",
            "JOIN",
            "KICK",
            "KNOCK",
            "LIST",
            "LUSERS",
            "MARKREAD",
            "ACCEPT",
            "ADMIN",
            "ISUPPORT",
            "KILL",
            "LINKS",
            "METADATA",
            "MONITOR",
            "OPER",
            "STATS",
            "UBAN",
            "WALLOPS",
            "WHOWAS",
            "MODE",
            "MOTD",
            "NAMES",
            "NICK",
            "NOTICE",
            "PART",
            "PASS",
            "PING",
            "PONG",
            "PRIVMSG",
            "QUIT",
            "REDACT",
            "REGISTER",
            "RENAME",
            "SEARCH",
            "SETNAME",
            "TAGMSG",
            "TIME",
            "TOPIC",
            "USER",
            "USERHOST",
            "VERSION",
            "WEBIRC",
            "WHO",
            "WHOIS",
            "WHATEVER");

    private static final List<String> PARAMS = List.of(
            "#a",
            "#b",
            "#a,#b,#c",
            "alice",
            "bob",
            "BOB",
            "nobody",
            "member",
            "*",
            "0",
            "+",
            "-",
            "+1",
            "draft/multiline",
            "+i",
            "-i",
            "+ntsk",
            "+ov",
            "+RBT",
            "+l",
            "b",
            "key",
            "5",
            "-1",
            "999999999999",
            "root",
            "secret",
            "NickServ",
            "ADD",
            "DEL",
            "192.0.2.0/24",
            "198.51.100.1",
            ":IDENTIFY member secret",
            ":SESSIONS LOGOUT OTHERS",
            ":DROP secret",
            "GET",
            "SET",
            "CLEAR",
            "SYNC",
            "SUB",
            "UNSUB",
            "SUBS",
            "avatar",
            "LATEST",
            "BEFORE",
            "BETWEEN",
            "TARGETS",
            "AROUND",
            "AFTER",
            "msgid=1-1",
            "msgid=2-3",
            "timestamp=2023-11-14T22:13:20.000Z",
            "timestamp=x",
            "LS",
            "302",
            "LIST",
            "REQ",
            "END",
            ":sasl echo-message labeled-response batch",
            ":message-tags server-time parley.chat/nonce",
            ":draft/chathistory draft/event-playback standard-replies",
            ":draft/metadata-3 soju.im/search",
            "text=a;in=#a;from=bob;after=2026-01-01T00:00:00.000Z;limit=2",
            ":batch message-tags draft/multiline draft/read-marker",
            ":-echo-message",
            "PLAIN",
            "SCRAM-SHA-256",
            ScriptedClient.base64("\0member\0secret"),
            ScriptedClient.base64("\0member\0wrong"),
            ScriptedClient.base64("member"),
            "+",
            "!!!",
            ":",
            ":some words here",
            "a,b,c,d,e,f,g",
            "%tna,1",
            "<3",
            "!x*",
            "#\u00e4\u00f6",
            "\u00e4",
            "\u0001ACTION\u0001",
            "x".repeat(60),
            "x".repeat(300),
            "y".repeat(400));

    private static final List<String> TAGS = List.of(
            "label=1",
            "label=" + "l".repeat(70),
            "+typing=active",
            "+draft/react=x",
            "parley.chat/nonce=n1",
            "parley.chat/nonce=n2",
            "parley.chat/nonce=\\s",
            "parley.chat/first-name=A",
            "batch=1",
            "batch=1;draft/multiline-concat",
            "+draft/channel-context=#a",
            "time=x",
            "+a=" + "t".repeat(500));

    private static final List<String> EVENTS =
            List.of("!hold", "!release", "!one", "!fail", "!heal", "!pass", "!attach", "!back");

    private static final List<String> ENTER = List.of("NICK alice", "USER a 0 * :A", "CAP END", "CAP LS 302");

    private final Random random;

    ScriptWords(Random random) {
        this.random = random;
    }

    String line() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return pick(EVENTS);
        }
        if (kind < 4) {
            return pick(ENTER);
        }
        var line = new StringBuilder();
        if (random.nextInt(4) == 0) {
            line.append('@').append(pick(TAGS));
            if (random.nextBoolean()) {
                line.append(';').append(pick(TAGS));
            }
            line.append(' ');
        }
        line.append(random.nextInt(12) == 0 ? "QUIT".substring(random.nextInt(4)) : command());
        int params = random.nextInt(5);
        for (int i = 0; i < params; i++) {
            line.append(' ').append(pick(PARAMS));
        }
        return line.toString();
    }

    /** A QUIT ends the script, so it comes seldom. */
    private String command() {
        String command = pick(COMMANDS);
        return command.equals("QUIT") && random.nextInt(8) > 0 ? "JOIN" : command;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
