package chat.parley.relay.services;

import chat.parley.contracts.account.Account;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.presence.Announcement;
import chat.parley.contracts.presence.Device;
import chat.parley.contracts.presence.PresenceRequest;
import chat.parley.relay.session.Welcome;
import java.util.List;
import java.util.Locale;

/** Tells from where somebody is signed in, and signs out what they do not want any more. */
final class SessionsWord implements AccountWord {
    private static final WordSpec SPEC = WordSpec.of(
            "SESSIONS", 0, "[LOGOUT <session> | LOGOUT OTHERS]", "tells from where you are signed in, and signs out");
    private static final String SIGNED_OUT = "Signed out from another device";

    @Override
    public WordSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Talk talk, Account account) {
        boolean logout = !talk.arguments().isEmpty()
                && talk.argument(0).toUpperCase(Locale.ROOT).equals("LOGOUT");
        if (logout && talk.arguments().size() < 2) {
            talk.explain(SPEC);
            return;
        }
        talk.exchange()
                .ask(
                        new PresenceRequest.Devices(new PersonId.OfAccount(account.id())),
                        devices -> {
                            if (logout) {
                                signOut(talk, devices, talk.argument(1));
                            } else {
                                devices.forEach(device -> tell(talk, device));
                            }
                        },
                        talk::failed);
    }

    private static void tell(Talk talk, Device device) {
        talk.say(name(device.session())
                + (device.session().equals(talk.client().id()) ? " (this one)" : "")
                + ", from " + device.host()
                + (device.secure() ? "" : " without encryption")
                + ", since " + Welcome.inWords(device.sinceMillis()));
    }

    private static void signOut(Talk talk, List<Device> devices, String which) {
        boolean others = which.equalsIgnoreCase("OTHERS");
        List<SessionId> chosen = devices.stream()
                .map(Device::session)
                .filter(session -> others
                        ? !session.equals(talk.client().id())
                        : name(session).equals(which))
                .toList();
        if (chosen.isEmpty()) {
            talk.say("There is no such session");
        }
        for (SessionId session : chosen) {
            talk.exchange()
                    .ask(
                            new PresenceRequest.Announce(new Announcement.SignOut(session, SIGNED_OUT)),
                            _told -> talk.say("Signed out: " + name(session)),
                            talk::failed);
        }
    }

    /** What people call a session by. */
    private static String name(SessionId session) {
        return session.relay().value() + "/" + session.number();
    }
}
