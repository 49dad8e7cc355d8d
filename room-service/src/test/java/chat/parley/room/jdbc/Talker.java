package chat.parley.room.jdbc;

import chat.parley.contracts.room.Accepted;
import chat.parley.room.model.Actor;
import chat.parley.room.model.Verdict;
import chat.parley.room.store.Scribe;
import io.vertx.core.Vertx;

/** A process that stores messages as fast as it can and says which ones are stored, until it is killed. */
final class Talker {
    /** What a line begins with that says what is stored; libraries write to the same output. */
    static final String STORED = "stored up to ";

    private Talker() {}

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        Scribe scribe = new Scribe(Scribe.await(JdbcRoomStore.open(vertx, arguments[0], false)));
        Actor alice = Actor.account("alice", 1);
        scribe.ask(alice.join("#den"));
        for (int i = 0; i < 1_000_000; i++) {
            Verdict last = scribe.decide(alice.say("#den", "text " + i, "n" + i));
            for (int more = 0; more < i % 7; more++) {
                last = scribe.decide(alice.say("#den", "more of " + i));
            }
            scribe.commit();
            if (last instanceof Verdict.Answer(Accepted accepted)) {
                System.out.println(STORED + accepted.sequence());
            }
        }
    }
}
