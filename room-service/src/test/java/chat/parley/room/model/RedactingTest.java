package chat.parley.room.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Change;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import org.junit.jupiter.api.Test;

/** What was said is taken back. */
class RedactingTest extends DenRig {
    @Test
    void letsAuthorsAndModeratorsTakeBackWhatWasSaid() {
        begin(bob, visitor);
        Accepted first = table.accepted(bob.say("#den", "one"));
        Accepted second = table.accepted(bob.say("#den", "two"));

        assertThat(table.refused(redact(visitor, first))).isEqualTo(Reason.NOT_YOURS);
        table.accepted(redact(bob, first));
        assertThat(table.last.events().getFirst().change()).isEqualTo(new Change.Redaction(first.sequence(), "oops"));
        table.accepted(redact(alice, second));
        assertThat(table.store.events(first.conversation().id()).get(4).change())
                .isEqualTo(new Change.Redacted());
    }

    @Test
    void takesNothingBackTwiceNorWhatWasNotSaid() {
        begin(bob);
        Accepted said = table.accepted(bob.say("#den", "one"));
        Accepted joined = table.accepted(visitor.join("#den"));
        table.accepted(redact(bob, said));

        assertThat(table.refused(redact(bob, said))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        table.forget();
        assertThat(table.refused(redact(bob, said))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        assertThat(table.refused(redact(alice, joined))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        Accepted future = new Accepted(said.conversation(), 99, 0, false);
        assertThat(table.refused(redact(alice, future))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        table.accepted(bob.part("#den"));
        assertThat(table.refused(redact(bob, said))).isEqualTo(Reason.NOT_A_MEMBER);
        Accepted elsewhere = table.accepted(alice.join("#pub"));
        assertThat(table.refused(redact(alice, new Accepted(elsewhere.conversation(), 1, 0, false))))
                .isEqualTo(Reason.NO_SUCH_MESSAGE);
    }

    @Test
    void letsNobodyTakeBackAPrivateMessageOfTheOther() {
        Accepted said = table.accepted(alice.tell(bob, "psst"));
        table.forget();

        assertThat(table.refused(redact(bob, alice, said))).isEqualTo(Reason.NOT_YOURS);
        assertThat(table.refused(redact(visitor, alice, said))).isEqualTo(Reason.NO_SUCH_MESSAGE);
        table.accepted(redact(alice, bob, said));
    }

    private static RoomRequest.Redact redact(Actor by, Accepted said) {
        return redact(by, new Target.ToRoom(DEN), said);
    }

    private static RoomRequest.Redact redact(Actor by, Actor with, Accepted said) {
        return redact(by, with.asTarget(), said);
    }

    private static RoomRequest.Redact redact(Actor by, Target target, Accepted said) {
        long conversation = said.conversation().id().value();
        return new RoomRequest.Redact(target, by.author(), by.origin(), conversation, said.sequence(), "oops");
    }
}
