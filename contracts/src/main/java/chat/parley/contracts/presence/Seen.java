package chat.parley.contracts.presence;

import java.util.List;

/** Somebody who is here, and from where. */
public record Seen(Person person, List<Device> devices) {
    public Seen {
        devices = List.copyOf(devices);
    }
}
