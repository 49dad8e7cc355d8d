package chat.parley.server.cluster;

import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in the cluster and listens where, made of what each member says of itself. A member that the group has lost is forgotten
 * with all it said; when the group has changed in any way, each says it again, and now and then besides, then without the group's
 * own care that all comes and in order. So a part that was cut off is known again as soon as it is back, and nothing that was missed
 * stays missed, not even where that care has come to a halt.
 *
 * <p>Everything changes on one thread of its own; what is read, from any thread, is what stood after the last change.
 */
final class Roster implements Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
    private static final long REPEAT_MILLIS = 3_000;
    private static final long FAREWELL_MILLIS = 500;

    private final JChannel channel;
    private final String node;
    private final String name;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "cluster-roster");
        made.setDaemon(true);
        return made;
    });

    // of the thread
    private final Map<Address, Announcement> others = new LinkedHashMap<>();
    private final Set<Announcement.Listener> own = new LinkedHashSet<>();
    private final Map<String, Set<RegistrationInfo>> ownLocal = new HashMap<>();
    private @Nullable NodeInfo ownBus;
    private long revision;
    private boolean announcing;
    private boolean leaving;
    private final Set<Address> unaware = new HashSet<>();
    private @Nullable CompletableFuture<Void> farewell;
    private Set<Address> group = Set.of();

    private volatile @Nullable RegistrationListener listener;
    /** Says again and again what it listens at, in case one of the others missed it. */
    private final ScheduledFuture<?> repeating;

    private volatile Known known = new Known(Map.of(), Map.of());

    /** What can be read: where members' messages arrive, and who listens. */
    private record Known(Map<String, Announcement> members, Map<String, List<RegistrationInfo>> listening) {}

    /**
     * @param node this life of this process
     * @param name what the operator calls it
     */
    Roster(JChannel channel, String node, String name) {
        this.channel = channel;
        this.node = node;
        this.name = name;
        repeating = thread.scheduleWithFixedDelay(this::repeat, REPEAT_MILLIS, REPEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    String node() {
        return node;
    }

    List<String> nodes() {
        return List.copyOf(known.members().keySet());
    }

    /** Where that member's messages arrive, or null when it is none. */
    @Nullable
    NodeInfo bus(String member) {
        Announcement said = known.members().get(member);
        return said == null ? null : said.bus();
    }

    List<Member> members() {
        return known.members().values().stream()
                .map(one -> new Member(
                        one.name(),
                        one.bus().host() + ":" + one.bus().port(),
                        one.node().equals(node)))
                .toList();
    }

    List<RegistrationInfo> listening(String address) {
        return known.listening().getOrDefault(address, List.of());
    }

    void tell(RegistrationListener told) {
        listener = told;
    }

    void arriveAt(NodeInfo bus, Completable<Void> done) {
        change(() -> ownBus = bus, done);
    }

    void add(String address, RegistrationInfo registration, Completable<Void> done) {
        change(
                () -> {
                    if (registration.localOnly()) {
                        ownLocal.computeIfAbsent(address, any -> new LinkedHashSet<>())
                                .add(registration);
                    } else {
                        own.add(new Announcement.Listener(address, registration.seq()));
                    }
                },
                done);
    }

    void remove(String address, RegistrationInfo registration, Completable<Void> done) {
        change(
                () -> {
                    own.remove(new Announcement.Listener(address, registration.seq()));
                    Set<RegistrationInfo> local = ownLocal.get(address);
                    if (local != null && local.remove(registration) && local.isEmpty()) {
                        ownLocal.remove(address);
                    }
                },
                done);
    }

    private void change(Runnable change, Completable<Void> done) {
        run(() -> {
            change.run();
            revision++;
            publish();
            announceSoon();
            done.succeed();
        });
    }

    @Override
    public void receive(Message message) {
        Address from = message.getSrc();
        byte[] bytes = new byte[message.getLength()];
        System.arraycopy(message.getArray(), message.getOffset(), bytes, 0, bytes.length);
        run(() -> said(from, bytes));
    }

    private void said(Address from, byte[] bytes) {
        if (!group.contains(from)) {
            return; // it says so again when it is in
        }
        Announcement said;
        try {
            said = Announcement.decode(bytes);
        } catch (RuntimeException wrong) {
            LOG.atWarn()
                    .addKeyValue("why", wrong.getClass().getSimpleName())
                    .log("what a member said of itself was not understood");
            return;
        }
        Announcement before = others.get(from);
        if (before != null && said.isOlderThan(before)) {
            return;
        }
        others.put(from, said);
        if (before == null) {
            log("member joined", said, null);
        }
        if (!said.equals(before)) {
            publish();
        }
        if (said.leaving()) {
            announceSoon(); // which tells it that it was heard
        }
        unaware.remove(from);
        heardFarewell();
    }

    @Override
    public void viewAccepted(View view) {
        run(() -> changed(view));
    }

    private void changed(View view) {
        if (view instanceof MergeView) {
            LOG.atWarn().addKeyValue("members", view.size()).log("the cluster was in parts, and is one again");
        }
        group = new HashSet<>(view.getMembers());
        List<Announcement> gone = new ArrayList<>();
        others.entrySet().removeIf(member -> {
            boolean out = !group.contains(member.getKey());
            if (out) {
                gone.add(member.getValue());
            }
            return out;
        });
        gone.forEach(member -> log("member left", member, member.leaving() ? "stopped" : "lost"));
        unaware.retainAll(group);
        heardFarewell();
        publish();
        announceSoon();
    }

    private void log(String what, Announcement member, @Nullable String why) {
        var line = "lost".equals(why) ? LOG.atWarn() : LOG.atInfo();
        line = line.addKeyValue("node", member.name())
                .addKeyValue("address", member.bus().host() + ":" + member.bus().port());
        if (why != null) {
            line = line.addKeyValue("why", why);
        }
        line.addKeyValue("members", others.size() + 1).log(what);
    }

    /** Makes what is read anew, and tells the event bus of the addresses that others listen at now. */
    private void publish() {
        Map<String, Announcement> members = new LinkedHashMap<>();
        Map<String, List<RegistrationInfo>> listening = new HashMap<>();
        Announcement self = self();
        if (self != null) {
            collect(self, members, listening);
        }
        ownLocal.forEach((address, local) ->
                listening.computeIfAbsent(address, any -> new ArrayList<>()).addAll(local));
        others.values().forEach(other -> collect(other, members, listening));
        Known before = known;
        known = new Known(members, listening);
        RegistrationListener told = listener;
        if (told != null) {
            Set<String> addresses = new HashSet<>(before.listening().keySet());
            addresses.addAll(listening.keySet());
            for (String address : addresses) {
                List<RegistrationInfo> now = listening.getOrDefault(address, List.of());
                if (!now.equals(before.listening().getOrDefault(address, List.of())) && told.wantsUpdatesFor(address)) {
                    told.registrationsUpdated(new RegistrationUpdateEvent(address, now));
                }
            }
        }
    }

    private static void collect(
            Announcement member, Map<String, Announcement> members, Map<String, List<RegistrationInfo>> listening) {
        members.put(member.node(), member);
        for (Announcement.Listener one : member.listening()) {
            listening.computeIfAbsent(one.address(), any -> new ArrayList<>()).add(member.registration(one));
        }
    }

    private @Nullable Announcement self() {
        NodeInfo bus = ownBus;
        return bus == null ? null : new Announcement(node, revision, name, bus, leaving, List.copyOf(own));
    }

    /** What changes together is said together. */
    private void announceSoon() {
        if (!announcing) {
            announcing = true;
            run(this::announce);
        }
    }

    private void announce() {
        announcing = false;
        say();
    }

    private void repeat() {
        say(Message.Flag.OOB, Message.Flag.NO_RELIABILITY);
    }

    private void say(Message.Flag... how) {
        Announcement self = self();
        if (self == null || !channel.isConnected()) {
            return;
        }
        try {
            channel.send(new BytesMessage(null, self.encode()).setFlag(how));
        } catch (Exception failed) {
            LOG.atDebug().setCause(failed).log("could not say who we are; it is said again");
        }
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException stopping) {
            LOG.atTrace().log("a change came too late");
        }
    }

    /** Says farewell, so that the others know that nothing is wrong, and waits until they do, half a second at most. Blocking. */
    void close() {
        CompletableFuture<Void> known = new CompletableFuture<>();
        run(() -> {
            leaving = true;
            revision++;
            unaware.addAll(others.keySet());
            farewell = known;
            announce();
            heardFarewell();
        });
        known.completeOnTimeout(null, FAREWELL_MILLIS, TimeUnit.MILLISECONDS).join();
        repeating.cancel(false);
        thread.shutdownNow();
    }

    private void heardFarewell() {
        CompletableFuture<Void> known = farewell;
        if (known != null && unaware.isEmpty()) {
            known.complete(null);
        }
    }
}
