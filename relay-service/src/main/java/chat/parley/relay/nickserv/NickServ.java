package chat.parley.relay.nickserv;

import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The service of that name: takes what is said to it apart, and hands it to its {@link Word}. */
public final class NickServ {
    /** What it is called; nobody else is. */
    public static final String NAME = "NickServ";

    private static final Nickname NICK = new Nickname(NAME);
    private static final Map<String, Word> WORDS = words(List.of(
            new RegisterWord(),
            new IdentifyWord(),
            new PasswordWord(),
            new CertWord(),
            new SessionsWord(),
            new ExportWord(),
            new DropWord()));

    private NickServ() {}

    private static Map<String, Word> words(List<Word> all) {
        Map<String, Word> byName = new TreeMap<>();
        all.forEach(word -> byName.put(word.spec().name(), word));
        return byName;
    }

    /** Whether a nick is the service's. */
    public static boolean isCalled(Nickname nick) {
        return nick.equals(NICK);
    }

    /** Answers what somebody said to it. */
    public static void hear(Exchange exchange, String text) {
        List<String> said = List.of(text.strip().split(" +"));
        Talk talk = new Talk(exchange, said.subList(1, said.size()));
        String name = said.getFirst().toUpperCase(Locale.ROOT);
        Word word = WORDS.get(name);
        exchange.expectMany();
        if (name.equals("HELP")) {
            help(talk);
        } else if (word == null) {
            talk.say("I do not know that. Say HELP to me");
        } else if (talk.arguments().size() < word.spec().minArguments()) {
            talk.explain(word.spec());
        } else if (word.spec().secret() && !exchange.client().peer().passwordsAllowed()) {
            talk.say(FailCode.INSECURE_CONNECTION.text());
        } else {
            word.run(talk);
        }
    }

    private static void help(Talk talk) {
        talk.say("I look after accounts. Say one of these to me:");
        WORDS.values()
                .forEach(word ->
                        talk.say(word.spec().usage() + " - " + word.spec().purpose()));
    }
}
