package chat.parley.cli.command;

import java.util.concurrent.TimeUnit;

/** How many messages wait for their receipt; lets a sender wait until they are fewer. Safe for several threads. */
final class Backlog {

    private int pending;
    private boolean ended;

    synchronized void is(int messages) {
        pending = messages;
        notifyAll();
    }

    /** Nothing will change any more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Blocks until no more than so many wait, or all is over. False if that takes too long. */
    synchronized boolean awaitAtMost(int messages, long seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (pending > messages && !ended) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
