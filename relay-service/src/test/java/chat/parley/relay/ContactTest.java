package chat.parley.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactTest {
    private final Contact contact = new Contact();

    @Test
    void isThereWhenBothServicesHaveAnswered() {
        contact.answered(Contact.Service.PRESENCE, 0);
        assertThat(contact.look(0)).isEqualTo(Contact.Change.NONE);
        assertThat(contact.holds()).isFalse();

        contact.answered(Contact.Service.ROOMS, 100);
        assertThat(contact.look(100)).as("nobody was told that it was lost").isEqualTo(Contact.Change.NONE);
        assertThat(contact.holds()).isTrue();
    }

    @Test
    void isLostWhenOneOfThemIsSilentForMoreThanThreeSeconds() {
        both(0);
        contact.look(0);
        contact.answered(Contact.Service.ROOMS, 3_000);

        assertThat(contact.look(3_000)).isEqualTo(Contact.Change.NONE);
        assertThat(contact.look(3_001)).isEqualTo(Contact.Change.LOST);
        assertThat(contact.look(4_000)).as("told once").isEqualTo(Contact.Change.NONE);
        assertThat(contact.holds()).isFalse();
    }

    @Test
    void isRegainedWhenBothAnswerAgain() {
        both(0);
        contact.look(0);
        contact.look(5_000);

        contact.answered(Contact.Service.PRESENCE, 6_000);
        assertThat(contact.look(6_000)).isEqualTo(Contact.Change.NONE);
        contact.answered(Contact.Service.ROOMS, 6_500);
        assertThat(contact.look(6_500)).isEqualTo(Contact.Change.REGAINED);
    }

    private void both(long atMillis) {
        contact.answered(Contact.Service.PRESENCE, atMillis);
        contact.answered(Contact.Service.ROOMS, atMillis);
    }
}
