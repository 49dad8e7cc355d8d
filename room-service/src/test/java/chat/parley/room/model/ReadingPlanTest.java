package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.room.HistorySelector;
import chat.parley.contracts.room.HistorySelector.Place;
import org.junit.jupiter.api.Test;

class ReadingPlanTest {
    private static final long CONVERSATION = 3;
    private static final long LATEST = 5;

    private static ReadingPlan after(long conversation, long sequence) {
        Place place = new Place.AtSequence(conversation, sequence);
        return ReadingPlan.of(
                new HistorySelector.LatestAfter(place), CONVERSATION, LATEST, 10, new Shown.ToReader(false, null));
    }

    @Test
    void readsEverythingForSomebodyWhoWasGivenNothingYet() {
        assertThat(after(CONVERSATION, 0)).isInstanceOf(ReadingPlan.One.class);
    }

    @Test
    void readsNothingAfterAPlaceOfAnotherConversationOrBeyondTheLatest() {
        assertThat(after(CONVERSATION + 1, 1)).isInstanceOf(ReadingPlan.Nothing.class);
        assertThat(after(CONVERSATION, LATEST + 1)).isInstanceOf(ReadingPlan.Nothing.class);
    }
}
