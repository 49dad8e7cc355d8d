package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.room.tell.AuditBodies;
import org.junit.jupiter.api.Test;

class RoomConfigTest {
    @Test
    void takesTheBoundsAsShipped() {
        assertThatCode(() -> RoomConfig.defaults(null, AuditBodies.ALL)).doesNotThrowAnyException();
    }

    @Test
    void namesKeyValueBoundAndUnitOfWhatIsWrong() {
        assertThatThrownBy(() -> new RoomConfig(null, AuditBodies.ALL, 0, 10, 100, 10, 100, 100_000, 100, 10))
                .hasMessage("rooms.maxRoomsAPerson is 0, but must be from 1 to 10000 rooms");
    }
}
