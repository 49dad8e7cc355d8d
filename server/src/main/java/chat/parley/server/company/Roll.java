package chat.parley.server.company;

import chat.parley.contracts.bus.Registration;
import chat.parley.contracts.bus.StatusLink;
import chat.parley.contracts.status.NodeStatus;
import chat.parley.contracts.status.Role;
import chat.parley.server.start.StartException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the roll of a cluster's processes by what each of them announces every second, and logs who joined, left and why. Nothing
 * is decided by it that concerns what people said: it is for greetings, readiness and operators. But of a role that owns something
 * there may be one process only, and the younger of two gives up; so does who goes by other rules than those that were there before.
 *
 * <p>Works on a context of its own.
 */
public final class Roll implements Company {
    private static final Logger LOG = LoggerFactory.getLogger(Roll.class);
    private static final long ANNOUNCE_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 250;
    private static final int MIN_LOOKS = 2;
    private static final int MAX_LOOKS = 20;
    private static final long FIRST_WORD_MILLIS = 1_000;
    private static final long FURTHER_WORD_MILLIS = 30_000;

    private final Vertx vertx;
    private final Context context;
    private final StatusLink link;
    private final IntSupplier reachable;
    private final Supplier<NodeStatus> status;
    private final Consumer<StartException> superfluous;
    private final NodeStatus first;
    private final Neighbours neighbours;
    private final List<Promise<Void>> meeting = new ArrayList<>();

    private volatile List<Sighting> others = List.of();
    private volatile boolean inContact;
    private @Nullable Registration registration;
    private boolean looked;
    private boolean left;

    /**
     * Makes one that has not joined yet.
     *
     * @param reachable how many other processes can be reached, whatever they are
     * @param status what this process says of itself, but for whom it hears; called on this object's context
     * @param superfluous is told when, later than at the start, an older process turns up beside which this one may not be
     */
    public Roll(Vertx vertx, IntSupplier reachable, Supplier<NodeStatus> status, Consumer<StartException> superfluous) {
        this.vertx = vertx;
        this.reachable = reachable;
        this.context = vertx.getOrCreateContext();
        this.link = new StatusLink(vertx);
        this.status = status;
        this.superfluous = superfluous;
        this.first = status.get();
        this.neighbours = new Neighbours(first.node());
        this.inContact = needs(first.role()).isEmpty();
    }

    /** Whom a process of this role asks something of. */
    private static List<Role> needs(Role role) {
        return switch (role) {
            case UP, AUTH -> List.of();
            case ROOM -> List.of(Role.AUTH);
            case RELAY -> List.of(Role.AUTH, Role.ROOM);
        };
    }

    private static String name(Role role) {
        return switch (role) {
            case UP -> "server";
            case AUTH -> "auth service";
            case ROOM -> "room service";
            case RELAY -> "relay";
        };
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    // ---- coming ----

    @Override
    public Future<Void> join() {
        return onContext(() -> link.listen(this::heard)
                .compose(listening -> {
                    registration = listening;
                    announce();
                    vertx.setPeriodic(ANNOUNCE_MILLIS, _tick -> tick());
                    return lookRound(1);
                })
                .onSuccess(_waited -> looked = true)
                .compose(_looked ->
                        misfit().<Future<Void>>map(Future::failedFuture).orElseGet(Future::succeededFuture)));
    }

    /** Until everybody who can be reached has said who it is, but not for ever. */
    private Future<Void> lookRound(int look) {
        return vertx.timer(LOOK_MILLIS, TimeUnit.MILLISECONDS).compose(_looked -> {
            boolean allHeard = neighbours.all().size() >= reachable.getAsInt();
            return look < MIN_LOOKS || (!allHeard && look < MAX_LOOKS) ? lookRound(look + 1) : Future.succeededFuture();
        });
    }

    @Override
    public Future<Void> meet() {
        return onContext(() -> {
            Promise<Void> met = Promise.promise();
            if (left) {
                met.fail(stopped());
            } else if (inContact) {
                met.complete();
            } else {
                meeting.add(met);
                sayAfter(FIRST_WORD_MILLIS);
            }
            return met.future();
        });
    }

    private void sayAfter(long millis) {
        vertx.setTimer(millis, _late -> {
            if (!meeting.isEmpty()) {
                missing()
                        .forEach(role -> LOG.atInfo()
                                .addKeyValue("command", "parley " + role.word())
                                .log("waiting for the {}…", name(role)));
                sayAfter(FURTHER_WORD_MILLIS);
            }
        });
    }

    private List<Role> missing() {
        return needs(first.role()).stream()
                .filter(role -> !neighbours.inContact(role))
                .toList();
    }

    // ---- being there ----

    private void tick() {
        if (!left) {
            take(neighbours.tick(nowMillis()));
            announce();
        }
    }

    private void heard(NodeStatus other) {
        if (left) {
            return;
        }
        List<Neighbours.Change> changes = neighbours.heard(other, nowMillis());
        take(changes);
        if (changes.stream().anyMatch(Neighbours.Change.Joined.class::isInstance)) {
            announce();
            if (looked) {
                misfit().ifPresent(superfluous);
            }
        }
    }

    private void take(List<Neighbours.Change> changes) {
        changes.forEach(Roll::log);
        others = neighbours.all();
        List<Role> missing = missing();
        boolean before = inContact;
        inContact = missing.isEmpty();
        if (inContact) {
            meeting.forEach(Promise::complete);
            meeting.clear();
        }
        if (before != inContact && meeting.isEmpty()) {
            logContact(missing);
        }
    }

    private void logContact(List<Role> missing) {
        if (inContact) {
            LOG.atInfo().log("in contact with all that is needed");
        } else {
            LOG.atWarn()
                    .addKeyValue("missing", missing.stream().map(Roll::name).collect(Collectors.joining(", ")))
                    .log("out of contact");
        }
    }

    private static void log(Neighbours.Change change) {
        NodeStatus who = change.who();
        String why = switch (change) {
            case Neighbours.Change.Joined _joined -> null;
            case Neighbours.Change.Left gone -> gone.why();
        };
        (why == null ? LOG.atInfo() : LOG.atInfo().addKeyValue("why", why))
                .addKeyValue("node", who.node())
                .addKeyValue("role", who.role().word())
                .log(why == null ? "joined the cluster" : "left the cluster");
    }

    private void announce() {
        NodeStatus now = status.get();
        link.announce(withHeard(now, now.phase()));
    }

    private NodeStatus withHeard(NodeStatus plain, NodeStatus.Phase phase) {
        return new NodeStatus(
                plain.node(),
                plain.role(),
                phase,
                plain.sinceMillis(),
                plain.version(),
                neighbours.all().stream().map(one -> one.status().node()).toList(),
                plain.settings(),
                plain.parts());
    }

    /** Why this process cannot be one of them. */
    private Optional<StartException> misfit() {
        return rival().map(Roll::tooMany)
                .or(() -> neighbours
                        .dissenter(status.get())
                        .map(dissent -> new StartException(dissent.text(status.get()))));
    }

    /** Who does already what there is to be one process for only. */
    private Optional<NodeStatus> rival() {
        return first.role() == Role.RELAY ? Optional.empty() : neighbours.ahead(status.get());
    }

    private static StartException tooMany(NodeStatus rival) {
        return new StartException("the cluster has its " + name(rival.role()) + ": "
                + rival.node().name() + ", since "
                + Instant.ofEpochMilli(rival.sinceMillis()).truncatedTo(ChronoUnit.SECONDS)
                + "; there can be only one: stop that one first");
    }

    @Override
    public boolean inContact() {
        return inContact;
    }

    @Override
    public List<Sighting> others() {
        return others;
    }

    // ---- going ----

    @Override
    public Future<Void> leave() {
        return onContext(() -> {
            left = true;
            meeting.forEach(one -> one.fail(stopped()));
            meeting.clear();
            if (registration == null) {
                return Future.succeededFuture();
            }
            return registration
                    .close()
                    .onComplete(_closed -> link.announce(withHeard(status.get(), NodeStatus.Phase.STOPPED)));
        });
    }

    private static StartException stopped() {
        return new StartException("stopped before it had started");
    }

    private Future<Void> onContext(Supplier<Future<Void>> task) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(_turn -> task.get().onComplete(promise));
        return promise.future();
    }
}
