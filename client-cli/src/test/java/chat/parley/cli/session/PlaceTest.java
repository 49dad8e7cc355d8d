package chat.parley.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {

    @Test
    void readsRoomsAndPeople() {
        assertThat(Place.parse("#lobby")).isEqualTo(new Place("#LOBBY"));
        assertThat(Place.parse("@ana")).isEqualTo(new Place("ana"));
        assertThat(Place.parse("ana")).hasToString("@ana");
    }

    @Test
    void knowsPeopleInCapitalsOfAnyAlphabetAndRoomsInThoseOfAscii() {
        assertThat(Place.parse("@Зоя")).isEqualTo(new Place("зоя")).hasSameHashCodeAs(new Place("ЗОЯ"));
        assertThat(Place.parse("#Сад")).isNotEqualTo(new Place("#сад"));
    }

    @Test
    void refusesWhatCannotStandOnTheWire() {
        for (String typed : new String[] {"", "@", "#", "a b", "a,b", ":x", "a\u0007", "#\uD800"}) {
            assertThat(Place.parse(typed)).as(typed).isNull();
        }
    }
}
