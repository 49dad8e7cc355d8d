package chat.parley.relay.delivery;

import chat.parley.contracts.Services;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.presence.LastSpoken;
import chat.parley.contracts.presence.PresenceRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells presence now and then who of this loop has said something since, so that everybody can be told how long somebody has been
 * idle. Where that is not heard, some seem idle for longer than they are. Used on the loop's thread only.
 */
final class Spoken {
    static final long REPORT_MILLIS = 10_000;

    private final Services services;
    private final People people;

    Spoken(Services services, People people) {
        this.services = services;
        this.people = people;
    }

    void report() {
        List<LastSpoken> spoken = new ArrayList<>();
        for (LocalSession local : people.all()) {
            long spokeMillis = local.session().spokeMillis();
            PersonId person = local.person;
            if (person != null && spokeMillis > local.spokenReported) {
                local.spokenReported = spokeMillis;
                spoken.add(new LastSpoken(person, spokeMillis));
            }
        }
        if (!spoken.isEmpty()) {
            services.ask(new PresenceRequest.Spoke(spoken));
        }
    }
}
