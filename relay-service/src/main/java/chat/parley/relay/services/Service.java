package chat.parley.relay.services;

import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.reply.FailCode;
import chat.parley.relay.session.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The services by their names, which nobody else has: each takes what is said to it apart, and hands it to its {@link Word}. */
public final class Service {
    static final Service NICKSERV = new Service(
            "NickServ",
            "I look after accounts",
            List.of(
                    new RegisterWord(),
                    new IdentifyWord(),
                    new PasswordWord(),
                    new CertWord(),
                    new SessionsWord(),
                    new ExportWord(),
                    new DropWord()));
    private static final Service CHANSERV = new Service(
            "ChanServ", "I look after rooms, for who founded them", List.of(new DropRoomWord(), new TransferWord()));
    private static final List<Service> ALL = List.of(NICKSERV, CHANSERV);

    private final String called;
    private final Nickname nick;
    private final String purpose;
    private final Map<String, Word> words = new TreeMap<>();

    private Service(String called, String purpose, List<Word> all) {
        this.called = called;
        this.nick = new Nickname(called);
        this.purpose = purpose;
        all.forEach(word -> words.put(word.spec().name(), word));
    }

    /** The one of that nick, or null. */
    public static @Nullable Service ofNick(Nickname nick) {
        for (Service service : ALL) {
            if (service.nick.equals(nick)) {
                return service;
            }
        }
        return null;
    }

    /** Its nick, as it is written. */
    public String called() {
        return called;
    }

    /** Answers what somebody said to it. */
    public void hear(Exchange exchange, String text) {
        List<String> said = List.of(text.strip().split(" +"));
        Talk talk = new Talk(this, exchange, said.subList(1, said.size()));
        String name = said.getFirst().toUpperCase(Locale.ROOT);
        Word word = words.get(name);
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

    private void help(Talk talk) {
        talk.say(purpose + ". Say one of these to me:");
        words.values()
                .forEach(word ->
                        talk.say(word.spec().usage() + " - " + word.spec().purpose()));
    }
}
