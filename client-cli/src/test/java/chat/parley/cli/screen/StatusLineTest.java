package chat.parley.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.cli.session.Event;
import chat.parley.cli.session.Event.Link;
import chat.parley.cli.session.Event.Tab;
import chat.parley.cli.session.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    private static final Place LOBBY = new Place("#lobby");
    private static final List<Tab> TABS = List.of(new Tab(LOBBY, 0, false), new Tab(new Place("#java"), 3, true));

    private static String write(Link link, int pending, int columns) {
        return new StatusLine(new Look(false))
                .write(new Event.View(link, "ana", false, LOBBY, TABS, pending), columns)
                .toString();
    }

    @Test
    void showsThePlacesWithNumbersAndWhatIsUnread() {
        assertThat(write(Link.ONLINE, 0, 40)).isEqualTo(" ana  [1:#lobby] 2:#java(3)             ");
    }

    @Test
    void showsWhatIsOnItsWay() {
        assertThat(write(Link.ONLINE, 2, 60)).contains("sending 2…");
        assertThat(write(Link.WAITING, 2, 60)).contains("no connection, 2 waiting");
    }

    @Test
    void fitsANarrowTerminal() {
        assertThat(write(Link.WAITING, 2, 12)).hasSize(12);
    }
}
