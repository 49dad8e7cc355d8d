package chat.parley.contracts.room;

import chat.parley.contracts.identity.PersonId;
import chat.parley.protocol.name.Source;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, as seen at that moment. Stored with the event, so that history shows people under the names they had.
 *
 * @param account the account's name, null for those without
 */
public record Author(
        PersonId person, Source source, @Nullable String account) {}
