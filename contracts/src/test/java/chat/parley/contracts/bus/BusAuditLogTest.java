package chat.parley.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.audit.AuditEntry;
import chat.parley.contracts.audit.AuditEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class BusAuditLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00.123456Z"), ZoneOffset.UTC);

    private static List<String> users(List<AuditEntry> entries) {
        return entries.stream()
                .map(entry -> ((AuditEvent.UserCreated) entry.event()).username())
                .toList();
    }

    private static AuditEvent created(int number) {
        return new AuditEvent.UserCreated("user" + number, "127.0.0.1");
    }

    @Test
    void deliversInOrderWithTheTimeAtWhichItHappened(Vertx vertx, VertxTestContext test) {
        List<AuditEntry> written = new ArrayList<>();
        BusServer.serveAudit(vertx, batch -> {
                    written.addAll(batch.entries());
                    return Future.succeededFuture(true);
                })
                .onComplete(test.succeeding(_listening -> {
                    BusAuditLog log = new BusAuditLog(vertx, "node", CLOCK);
                    log.record(created(1));
                    log.record(created(2));
                    log.record(created(3));
                    log.drain()
                            .onComplete(test.succeeding(_done -> test.verify(() -> {
                                assertThat(users(written)).containsExactly("user1", "user2", "user3");
                                assertThat(written.getFirst().timeMicros()).isEqualTo(1_795_341_600_123_456L);
                                test.completeNow();
                            })));
                }));
    }

    @Test
    void resendsUnderTheSameNumberUntilAcknowledged(Vertx vertx, VertxTestContext test) {
        List<Long> numbers = new ArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        BusServer.serveAudit(vertx, batch -> {
                    batch.entries().forEach(entry -> numbers.add(entry.number()));
                    return attempts.incrementAndGet() == 1
                            ? Future.failedFuture("disk full")
                            : Future.succeededFuture(true);
                })
                .onComplete(test.succeeding(_listening -> {
                    BusAuditLog log = new BusAuditLog(vertx, "node", CLOCK);
                    log.record(created(1));
                    log.drain()
                            .onComplete(test.succeeding(_done -> test.verify(() -> {
                                assertThat(numbers).containsExactly(1L, 1L);
                                test.completeNow();
                            })));
                }));
    }

    @Test
    void throwsTheOldestAwayAtTheBoundAndSaysHowMany(Vertx vertx, VertxTestContext test) {
        BusAuditLog log = new BusAuditLog(vertx, "node", CLOCK);
        int tooMany = 70_000;
        for (int i = 1; i <= tooMany; i++) {
            log.record(created(i));
        }
        List<AuditEntry> written = new ArrayList<>();
        List<Long> lost = new ArrayList<>();
        BusServer.serveAudit(vertx, batch -> {
                    written.addAll(batch.entries());
                    lost.add(batch.lost());
                    return Future.succeededFuture(true);
                })
                .compose(_listening -> log.drain())
                .onComplete(test.succeeding(_done -> test.verify(() -> {
                    assertThat(written).hasSize(65_536);
                    assertThat(users(written)).last().isEqualTo("user" + tooMany);
                    assertThat(lost.stream().mapToLong(Long::longValue).sum()).isEqualTo(tooMany - 65_536);
                    test.completeNow();
                })));
    }
}
