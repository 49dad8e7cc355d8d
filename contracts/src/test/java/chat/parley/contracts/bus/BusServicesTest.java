package chat.parley.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.contracts.failure.ServiceException;
import chat.parley.contracts.identity.ConversationId;
import chat.parley.contracts.identity.PersonId;
import chat.parley.contracts.identity.RelayId;
import chat.parley.contracts.identity.SessionId;
import chat.parley.contracts.room.Accepted;
import chat.parley.contracts.room.Author;
import chat.parley.contracts.room.ConversationRef;
import chat.parley.contracts.room.MessageKind;
import chat.parley.contracts.room.Origin;
import chat.parley.contracts.room.RoomRequest;
import chat.parley.contracts.room.Target;
import chat.parley.protocol.line.Tags;
import chat.parley.protocol.name.RoomName;
import chat.parley.protocol.name.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class BusServicesTest {
    private static final RoomName ROOM = new RoomName("#lobby");
    private static final SessionId SESSION = new SessionId(new RelayId("r1.a"), 7);
    private static final ConversationRef REF = new ConversationRef.Room(new ConversationId(1), ROOM);

    private static RoomRequest.Say say(String text) {
        Author author = new Author(new PersonId.OfGuest(SESSION), Source.parse("alice!a@host"), null);
        return new RoomRequest.Say(
                new Target.ToRoom(ROOM),
                author,
                null,
                new Origin(SESSION, 1),
                null,
                MessageKind.PRIVMSG,
                text,
                Tags.EMPTY,
                true);
    }

    private static Accepted accepted(long sequence) {
        return new Accepted(REF, sequence, 0, false);
    }

    @Test
    void sendsTheSaysOfOneTurnAsOneBusMessageAndAnswersEachOnItsOwn(Vertx vertx, VertxTestContext test) {
        AtomicInteger busMessages = new AtomicInteger();
        EventBus bus = vertx.eventBus();
        bus.addInboundInterceptor(delivery -> {
            if (delivery.message().address().equals(Addresses.ROOMS)) {
                busMessages.incrementAndGet();
            }
            delivery.next();
        });
        BusServer.serveRooms(
                        vertx,
                        request -> ((RoomRequest.Say) request).text().equals("forbidden")
                                ? Future.failedFuture(ServiceException.denied(Reason.CANNOT_SEND, "no"))
                                : Future.succeededFuture(accepted(
                                        ((RoomRequest.Say) request).text().length())))
                .onComplete(test.succeeding(_listening -> vertx.runOnContext(_turn -> {
                    BusServices services = new BusServices(vertx);
                    Future<Accepted> first = services.ask(say("a"));
                    Future<Accepted> second = services.ask(say("forbidden"));
                    Future<Accepted> third = services.ask(say("ccc"));
                    Future.join(first, second, third)
                            .onComplete(_all -> test.verify(() -> {
                                assertThat(first.result().sequence()).isEqualTo(1);
                                assertThat(ServiceException.failureOf(second.cause()))
                                        .isEqualTo(new Failure.Denied(Reason.CANNOT_SEND, "no"));
                                assertThat(third.result().sequence()).isEqualTo(3);
                                assertThat(busMessages).hasValue(1);
                                test.completeNow();
                            }));
                })));
    }

    @Test
    void saysThatItIsCertainlyNotDoneWhenNobodyIsThereToBeAsked(Vertx vertx, VertxTestContext test) {
        vertx.runOnContext(_turn -> new BusServices(vertx)
                .ask(new AccountRequest.FindAccount("alice"))
                .onComplete(test.failing(cause -> test.verify(() -> {
                    assertThat(ServiceException.failureOf(cause))
                            .isInstanceOfSatisfying(
                                    Failure.Unavailable.class,
                                    unavailable ->
                                            assertThat(unavailable.certain()).isTrue());
                    test.completeNow();
                }))));
    }

    @Test
    void saysThatNobodyKnowsWhenNoAnswerComesInTime(Vertx vertx, VertxTestContext test) {
        BusServer.serve(vertx, Addresses.ROOMS, _deaf -> {})
                .onComplete(test.succeeding(_listening -> vertx.runOnContext(_turn -> new BusServices(vertx)
                        .ask(say("hello"))
                        .onComplete(test.failing(cause -> test.verify(() -> {
                            assertThat(ServiceException.failureOf(cause))
                                    .isInstanceOfSatisfying(
                                            Failure.Unavailable.class,
                                            unavailable -> assertThat(unavailable.certain())
                                                    .isFalse());
                            test.completeNow();
                        }))))));
    }

    @Test
    void showsNothingOfAFaultToTheAsker(Vertx vertx, VertxTestContext test) {
        BusServer.serveAccounts(vertx, _request -> {
                    throw new IllegalStateException("secret insides");
                })
                .onComplete(test.succeeding(_listening -> vertx.runOnContext(_turn -> new BusServices(vertx)
                        .ask(new AccountRequest.FindAccount("alice"))
                        .onComplete(test.failing(cause -> test.verify(() -> {
                            assertThat(ServiceException.failureOf(cause)).isInstanceOf(Failure.Bug.class);
                            assertThat(cause.getMessage()).doesNotContain("secret insides");
                            test.completeNow();
                        }))))));
    }

    @Test
    void answersWithTheTypeThatTheRequestNames(Vertx vertx, VertxTestContext test) {
        BusServer.serveAccounts(vertx, _request -> Future.succeededFuture(Optional.empty()))
                .onComplete(test.succeeding(_listening -> vertx.runOnContext(_turn -> new BusServices(vertx)
                        .ask(new AccountRequest.FindAccount("nobody"))
                        .onComplete(test.succeeding(account -> test.verify(() -> {
                            assertThat(account).isEmpty();
                            test.completeNow();
                        }))))));
    }
}
