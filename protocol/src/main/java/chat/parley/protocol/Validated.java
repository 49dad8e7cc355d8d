package chat.parley.protocol;

import java.util.function.Function;

/**
 * What came of checking text that somebody sent: the value, or what is wrong with it. A reason is a phrase in plain
 * words that goes on after the name of the thing ({@code contains a space}), it never repeats the text itself, and may
 * be shown to whoever sent it.
 *
 * @param <T> what the text stands for
 */
public sealed interface Validated<T> {

    /** The text is good, and this is what it stands for. */
    record Valid<T>(T value) implements Validated<T> {}

    /** The text is refused. */
    record Invalid<T>(String reason) implements Validated<T> {}

    static <T> Validated<T> valid(T value) {
        return new Valid<>(value);
    }

    static <T> Validated<T> invalid(String reason) {
        return new Invalid<>(reason);
    }

    default boolean isValid() {
        return this instanceof Valid;
    }

    /** Another view of a good value; a refusal stays as it is. */
    default <R> Validated<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Valid<T> good -> new Valid<>(change.apply(good.value()));
            case Invalid<T> bad -> new Invalid<>(bad.reason());
        };
    }

    /**
     * The value, for text that is known to be good, such as a constant.
     *
     * @throws IllegalArgumentException with the reason
     */
    default T orElseThrow() {
        return switch (this) {
            case Valid<T> good -> good.value();
            case Invalid<T> bad -> throw new IllegalArgumentException(bad.reason());
        };
    }
}
