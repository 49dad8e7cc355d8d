package chat.parley.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LifeWatchTest {
    private final List<Promise<Long>> looks = new ArrayList<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Promise<Object> answer = Promise.promise();
    private final LifeWatch watch = new LifeWatch(
            () -> {
                Promise<Long> look = Promise.promise();
                looks.add(look);
                return look.future();
            },
            later::add);

    @Test
    void handsTheAnswerOn() {
        Future<Object> watched = watch.over(answer.future());
        told(7);

        answer.complete("signed in");

        assertThat(watched.result()).isEqualTo("signed in");
    }

    @Test
    void waitsForAsLongAsTheServiceLives() {
        Future<Object> watched = watch.over(answer.future());
        for (int i = 0; i < 20; i++) {
            told(7);
            passASecond();
        }

        assertThat(watched.isComplete()).isFalse();
    }

    @Test
    void endsTheWaitWhenAnotherLifeAnswers() {
        Future<Object> watched = watch.over(answer.future());
        told(7);
        passASecond();

        told(8);

        assertThat(ServiceException.failureOf(watched.cause()))
                .isInstanceOfSatisfying(
                        Failure.Unavailable.class,
                        failure -> assertThat(failure.certain()).isFalse());
    }

    @Test
    void endsTheWaitWhenNobodyAnswersTwice() {
        Future<Object> watched = watch.over(answer.future());
        told(7);
        passASecond();
        untold();
        assertThat(watched.isComplete()).isFalse();
        passASecond();
        untold();

        assertThat(watched.failed()).isTrue();
        answer.complete("too late");
    }

    @Test
    void oneLookThatIsNotAnsweredMeansNothing() {
        Future<Object> watched = watch.over(answer.future());
        for (int i = 0; i < 5; i++) {
            untold();
            passASecond();
            told(7);
            passASecond();
        }

        assertThat(watched.isComplete()).isFalse();
    }

    @Test
    void knowsTheLifeThatThereWasWhenMoreIsAsked() {
        watch.over(answer.future());
        told(7);
        Promise<Object> second = Promise.promise();
        Future<Object> watched = watch.over(second.future());
        passASecond();

        told(8);

        assertThat(watched.failed()).as("it was asked of the life before").isTrue();
    }

    @Test
    void looksNoMoreOnceNobodyWaits() {
        watch.over(answer.future());
        told(7);
        answer.complete(true);
        passASecond();
        assertThat(looks).hasSize(1);
        assertThat(later).isEmpty();

        Promise<Object> second = Promise.promise();
        Future<Object> watched = watch.over(second.future());
        told(8);

        assertThat(watched.isComplete()).as("another life was asked").isFalse();
    }

    private void told(long life) {
        looks.getLast().complete(life);
    }

    private void untold() {
        looks.getLast().fail(ServiceException.unavailable(false, "No answer came in time."));
    }

    private void passASecond() {
        later.remove().run();
    }
}
