package chat.parley.room.store;

import static chat.parley.room.store.Scribe.await;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.room.model.Actor;
import org.junit.jupiter.api.Test;

/** A batch is stored as a whole. */
interface BatchContract extends StoreBench {
    @Test
    default void storesABatchOfManyConversationsAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            scribe().decide(alice().join("#room" + i));
            scribe().decide(bob().join("#room" + i));
            scribe().decide(alice().say("#room" + i, "hello"));
            scribe().decide(alice().tell(Actor.account("friend" + i, 100L + i), "psst"));
        }
        long batch = scribe().commit();

        assertThat(await(store().lastBatch())).isEqualTo(batch);
        Scribe other = new Scribe(store());
        for (int i = 0; i < 20; i++) {
            assertThat(other.describe("#room" + i).sequence()).isEqualTo(3);
        }
        assertThat(other.ask(Actor.account("friend3", 103).tell(alice(), "yes?"))
                        .sequence())
                .isEqualTo(2);
    }

    @Test
    default void keepsTheLastStateOfWhatChangesTwiceInABatch() throws Exception {
        scribe().decide(alice().join("#den"));
        scribe().decide(bob().join("#den"));
        scribe().decide(bob().part("#den"));
        scribe().decide(visitor().join("#guests"));
        scribe().decide(visitor().part("#guests"));
        scribe().decide(visitor().join("#guests"));
        scribe().commit();

        Scribe other = new Scribe(store());
        assertThat(other.describe("#den").members()).hasSize(1);
        assertThat(other.describe("#guests").sequence()).isEqualTo(1);
        assertThat(other.describe("#guests").members()).hasSize(1);
    }
}
