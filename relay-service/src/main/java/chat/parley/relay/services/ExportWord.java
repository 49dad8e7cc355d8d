package chat.parley.relay.services;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.account.AccountDetails;
import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.Certificate;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.Device;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.contracts.room.Attended;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.SaidPage;
import chat.parley.protocol.Validated;
import chat.parley.protocol.id.MessageId;
import chat.parley.protocol.message.MultilineText;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells all that the server keeps about oneself, a JSON object a line: the account without its verifier, certificates, sessions,
 * rooms, and then what one said, so much at a time.
 */
final class ExportWord implements AccountWord {
    private static final WordSpec SPEC =
            WordSpec.of("EXPORT", 0, "[<msgid>]", "tells all that the server keeps about you");
    private static final int MESSAGES = 100;
    /** Pages that may be empty: of a record in which others said nearly all. */
    private static final int MOST_PAGES = 50;
    /** Of a text, so that its line is one notice. */
    private static final int PART_BYTES = 200;

    private static final MessageId START = new MessageId(0, 0);

    @Override
    public WordSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Talk talk, Account account) {
        PersonId person = new PersonId.OfAccount(account.id());
        if (talk.arguments().isEmpty()) {
            talk.exchange().audit(new AuditEvent.Act(account.name(), "exported their account"));
            talk.exchange()
                    .ask(
                            new AccountRequest.DescribeAccount(account.name()),
                            found -> tell(talk, account, person, found),
                            talk::failed);
            return;
        }
        switch (MessageId.parse(talk.argument(0))) {
            case Validated.Valid<MessageId> good -> messages(talk, person, good.value(), 1);
            case Validated.Invalid<MessageId> bad -> talk.say("That msgid " + bad.reason());
        }
    }

    private static void tell(Talk talk, Account account, PersonId person, Optional<AccountDetails> found) {
        found.ifPresent(details -> talk.say(new JsonObject()
                .put("account", details.account().name())
                .put("nick", details.account().nick().value())
                .put("firstName", details.account().firstName())
                .put("lastName", details.account().lastName())
                .put("email", details.email())
                .put("created", time(details.createdAtMillis()))
                .encode()));
        found.ifPresent(details -> details.account()
                .metadata()
                .values()
                .forEach((key, value) -> inParts(talk, new JsonObject().put("metadata", key.value()), "value", value)));
        talk.exchange()
                .ask(
                        new AccountRequest.ListCertificates(account),
                        certificates -> {
                            certificates.forEach(certificate -> talk.say(certificate(certificate)));
                            sessions(talk, person);
                        },
                        talk::failed);
    }

    private static String certificate(Certificate certificate) {
        return new JsonObject()
                .put("certificate", certificate.fingerprint())
                .put("added", time(certificate.addedMillis()))
                .encode();
    }

    private static void sessions(Talk talk, PersonId person) {
        talk.exchange()
                .ask(
                        new PresenceRequest.Devices(person),
                        devices -> {
                            devices.forEach(device -> talk.say(session(device)));
                            rooms(talk, person);
                        },
                        talk::failed);
    }

    private static String session(Device device) {
        return new JsonObject()
                .put("session", device.session().toString())
                .put("host", device.host())
                .put("since", time(device.sinceMillis()))
                .encode();
    }

    private static void rooms(Talk talk, PersonId person) {
        talk.exchange()
                .ask(
                        new RoomRequest.RoomsOf(person, person),
                        rooms -> {
                            rooms.forEach(room -> talk.say(room(room)));
                            messages(talk, person, START, 1);
                        },
                        talk::failed);
    }

    private static String room(Attended room) {
        return new JsonObject()
                .put("room", room.room().value())
                .put("ranks", room.ranks())
                .encode();
    }

    private static void messages(Talk talk, PersonId person, MessageId after, int pages) {
        talk.exchange()
                .ask(
                        new RoomRequest.ReadSaid(person, after, MESSAGES),
                        page -> {
                            page.messages().forEach(said -> message(talk, person, said));
                            MessageId next = page.next();
                            if (next == null) {
                                talk.say("That is all");
                            } else if (page.messages().isEmpty() && pages < MOST_PAGES) {
                                messages(talk, person, next, pages + 1);
                            } else {
                                talk.say("There is more: EXPORT " + next.text());
                            }
                        },
                        talk::failed);
    }

    private static void message(Talk talk, PersonId person, SaidPage.Said said) {
        Change.Message message = (Change.Message) said.event().change();
        String msgid =
                new MessageId(said.conversation().id().value(), said.event().sequence()).text();
        JsonObject json = new JsonObject()
                .put("msgid", msgid)
                .put("time", time(said.event().timeMillis()));
        switch (said.conversation()) {
            case ConversationRef.Room room -> json.put("in", room.name().value());
            case ConversationRef.Direct direct ->
                json.put("to", direct.otherNick(person).value());
        }
        inParts(talk, json, "text", MultilineText.plain(message.text()));
    }

    private static void inParts(Talk talk, JsonObject json, String name, String text) {
        List<String> parts = parts(text);
        for (int part = 0; part < parts.size(); part++) {
            JsonObject line = json.copy();
            if (parts.size() > 1) {
                line.put("part", part + 1);
            }
            talk.say(line.put(name, parts.get(part)).encode());
        }
    }

    /** At least one, none of them cutting a character in two. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int bytes = 0;
        for (int c : text.codePoints().toArray()) {
            String one = Character.toString(c);
            int more = one.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > PART_BYTES) {
                parts.add(part.toString());
                part.setLength(0);
                bytes = 0;
            }
            part.append(one);
            bytes += more;
        }
        parts.add(part.toString());
        return parts;
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
