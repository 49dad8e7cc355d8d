package chat.parley.relay.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Rounds through all loops of a relay, for barriers: one is over when every loop has read what its sockets held when it began, and
 * what was asked by then is settled. One round runs at a time, and whoever needs one meanwhile shares the next: however many need one,
 * they cost no more than rounds that follow each other. Safe to be used from any thread.
 */
public final class Rounds {
    private final Executor node;
    private final List<Member> members = new ArrayList<>();
    /** Who wants to know the end of the round that runs. */
    private Set<Member> curious = new HashSet<>();

    private Set<Member> curiousOfNext = new HashSet<>();
    private long round;
    /** How many loops the round still waits for; 0: none runs. */
    private int left;

    /** A loop. Both are called on any thread, and only put something off until the loop's turn comes. */
    interface Member {
        /** A round begins: the loop says {@link #settled} once it has done its part. */
        void begin();

        /** The round is over. */
        void over(long round);
    }

    /**
     * @param node runs a task where what the services tell this relay comes in: behind what has come
     */
    public Rounds(Executor node) {
        this.node = node;
    }

    /** A loop begins. Before it takes connections. */
    synchronized void enter(Member member) {
        members.add(member);
    }

    /**
     * Has a round begin after now, if there is not one to come already.
     *
     * @param member is told when it is over
     * @return the round's number; they are counted up
     */
    synchronized long join(Member member) {
        curiousOfNext.add(member);
        if (left > 0) {
            return round + 1;
        }
        begin();
        return round;
    }

    private void begin() {
        round++;
        left = members.size();
        Set<Member> before = curious;
        curious = curiousOfNext;
        curiousOfNext = before;
        curiousOfNext.clear();
        members.forEach(Member::begin);
    }

    /** A loop has done its part of the round that runs. */
    synchronized void settled() {
        left--;
        if (left == 0) {
            // until it is over, it runs
            left = 1;
            node.execute(this::over);
        }
    }

    private synchronized void over() {
        left = 0;
        curious.forEach(member -> member.over(round));
        if (!curiousOfNext.isEmpty()) {
            begin();
        }
    }
}
