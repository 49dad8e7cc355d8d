package chat.parley.server.config;

import chat.parley.protocol.Validated;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The strict reader of one mapping of the configuration. Whoever reads a section asks for each key that it may have, with its
 * default and its bounds, and then calls {@link #finish()}; a key that nobody asked for is an error. What is wrong is collected in
 * {@link Problems}, and reading goes on with the default.
 */
final class Section {
    private final String path;
    private final Map<String, Value> values;
    private final String place;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param path of the keys that lead here, joined by dots; empty for the whole configuration */
    Section(String path, Value.Mapping mapping, Problems problems) {
        this.path = path;
        this.values = mapping.view();
        this.place = mapping.place();
        this.problems = problems;
    }

    /** Whether a key was written, as {@code null} too. */
    boolean has(String key) {
        return values.containsKey(key);
    }

    /** A text of at least one character. */
    String text(String key, String fallback) {
        Value.Scalar scalar = scalar(key, "a text");
        if (scalar == null) {
            return effective(key, fallback);
        }
        if (scalar.isNull() || scalar.text().isEmpty()) {
            wrong(key, scalar, "has to be a text of at least one character");
            return fallback;
        }
        return effective(key, scalar.text());
    }

    /** A text that has to pass a check of its own; its reason goes on after the value. */
    <T> T parsed(String key, T fallback, Function<String, Validated<T>> check) {
        Value.Scalar scalar = scalar(key, "a text");
        if (scalar == null) {
            return effective(key, fallback);
        }
        return switch (check.apply(scalar.text())) {
            case Validated.Valid<T> good -> effective(key, good.value());
            case Validated.Invalid<T> bad -> {
                wrong(key, scalar, bad.reason());
                yield fallback;
            }
        };
    }

    /** Whether {@code null} is written, to say that there is to be none. */
    boolean isNull(String key) {
        return values.get(key) instanceof Value.Scalar scalar && scalar.isNull();
    }

    /**
     * A text, or null where {@code null} is written.
     *
     * @param fallback where nothing is written
     */
    @Nullable
    String optionalText(String key, @Nullable String fallback) {
        Value.Scalar scalar = scalar(key, "a text or null");
        if (scalar == null) {
            return effectiveOrNull(key, fallback);
        }
        if (scalar.isNull()) {
            return effectiveOrNull(key, null);
        }
        if (scalar.text().isEmpty()) {
            wrong(key, scalar, "is an empty text; write null for none");
            return fallback;
        }
        return effectiveOrNull(key, scalar.text());
    }

    private @Nullable String effectiveOrNull(String key, @Nullable String value) {
        problems.effective(pathOf(key), Optional.ofNullable(value));
        return value;
    }

    /**
     * A whole number.
     *
     * @param unit what is counted, with the time it is counted in: {@code lines a second}
     */
    int integer(String key, int fallback, int min, int max, String unit) {
        return Math.toIntExact(longInteger(key, fallback, min, max, unit));
    }

    long longInteger(String key, long fallback, long min, long max, String unit) {
        String expected = "a whole number from " + min + " to " + max + " (" + unit + ")";
        Value.Scalar scalar = scalar(key, expected);
        if (scalar == null) {
            return effective(key, fallback);
        }
        String digits = scalar.text().replace("_", "");
        if (!scalar.plain() || !digits.matches("-?(0|[1-9][0-9]{0,17})")) {
            wrong(key, scalar, "has to be " + expected);
            return fallback;
        }
        long number = Long.parseLong(digits);
        if (number < min || number > max) {
            wrong(key, scalar, "has to be " + expected);
            return fallback;
        }
        return effective(key, number);
    }

    boolean flag(String key, boolean fallback) {
        Value.Scalar scalar = scalar(key, "true or false");
        if (scalar == null) {
            return effective(key, fallback);
        }
        if (!scalar.plain()) {
            wrong(key, scalar, "has to be true or false, without quotes");
            return fallback;
        }
        return switch (scalar.text().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> effective(key, true);
            case "false", "no", "off" -> effective(key, false);
            default -> {
                wrong(key, scalar, "has to be true or false");
                yield fallback;
            }
        };
    }

    /** One of an enum's values, written in lower case. */
    <E extends Enum<E>> E choice(String key, E fallback) {
        E[] all = fallback.getDeclaringClass().getEnumConstants();
        String words = Stream.of(all).map(Section::word).collect(Collectors.joining(", "));
        Value.Scalar scalar = scalar(key, "one of " + words);
        if (scalar == null) {
            return effective(key, fallback);
        }
        for (E one : all) {
            if (word(one).equals(scalar.text())) {
                return effective(key, one);
            }
        }
        wrong(key, scalar, "has to be one of " + words);
        return fallback;
    }

    /**
     * The section under a key; an empty one where nothing is written.
     *
     * @param reader turns it into what it stands for; the section is finished afterwards
     */
    <T> T section(String key, Function<Section, T> reader) {
        Value value = ask(key);
        return read(pathOf(key), mappingOf(key, value), reader);
    }

    /** The section under a key, or null where nothing is written, or {@code null}. */
    <T> @Nullable T optionalSection(String key, Function<Section, T> reader) {
        Value value = ask(key);
        if (value == null || isNull(key)) {
            effective(key, "null");
            return null;
        }
        return read(pathOf(key), mappingOf(key, value), reader);
    }

    /** A list of sections; the fallback where the key is not written. */
    <T> List<T> sections(String key, List<T> fallback, Function<Section, T> reader) {
        Value value = ask(key);
        if (value == null) {
            return effective(key, fallback);
        }
        if (!(value instanceof Value.Sequence sequence)) {
            problems.add(value.place(), pathOf(key), "has to be a list; [] for none");
            return fallback;
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            String itemPath = pathOf(key) + "[" + i + "]";
            if (sequence.items().get(i) instanceof Value.Mapping mapping) {
                read.add(read(itemPath, mapping, reader));
            } else {
                problems.add(sequence.items().get(i).place(), itemPath, "has to be keys with values");
            }
        }
        return effective(key, List.copyOf(read));
    }

    /** A list of texts, empty where the key is not written. */
    List<String> texts(String key) {
        Value value = ask(key);
        if (value == null) {
            return effective(key, List.of());
        }
        if (!(value instanceof Value.Sequence sequence)) {
            problems.add(value.place(), pathOf(key), "has to be a list; [] for none");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Value item : sequence.items()) {
            if (item instanceof Value.Scalar scalar && !scalar.isNull()) {
                texts.add(scalar.text());
            } else {
                problems.add(item.place(), pathOf(key), "has to be a list of texts");
            }
        }
        return effective(key, List.copyOf(texts));
    }

    /** Says that a value which was read is wrong after all. The value itself is not shown: it may be a secret. */
    void reject(String key, String problem) {
        Value value = values.get(key);
        problems.add(value == null ? place : value.place(), pathOf(key), problem);
    }

    /** Everything has been asked for: what is left nobody knows. */
    void finish() {
        values.forEach((key, value) -> {
            if (!asked.contains(key)) {
                problems.add(value.place(), pathOf(key), "there is no such key" + hint(key));
            }
        });
    }

    private String hint(String key) {
        return Nearest.of(key, asked)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElseGet(() -> "; there are: " + String.join(", ", asked));
    }

    private <T> T read(String at, Value.Mapping mapping, Function<Section, T> reader) {
        Section section = new Section(at, mapping, problems);
        T read = reader.apply(section);
        section.finish();
        return read;
    }

    private Value.Mapping mappingOf(String key, @Nullable Value value) {
        return switch (value) {
            case null -> Value.Mapping.empty(place);
            case Value.Mapping mapping -> mapping;
            // a section whose keys are all commented out
            case Value.Scalar scalar when scalar.isNull() -> Value.Mapping.empty(scalar.place());
            case Value.Scalar scalar -> notAMapping(key, scalar);
            case Value.Sequence sequence -> notAMapping(key, sequence);
        };
    }

    private Value.Mapping notAMapping(String key, Value value) {
        problems.add(value.place(), pathOf(key), "has to be keys with values");
        return Value.Mapping.empty(value.place());
    }

    private Value.@Nullable Scalar scalar(String key, String expected) {
        return switch (ask(key)) {
            case null -> null;
            case Value.Scalar scalar -> scalar;
            case Value other -> {
                problems.add(other.place(), pathOf(key), "has to be " + expected);
                yield null;
            }
        };
    }

    private @Nullable Value ask(String key) {
        asked.add(key);
        return values.get(key);
    }

    private void wrong(String key, Value.Scalar scalar, String problem) {
        String shown = scalar.isNull() ? "null" : "'" + shorten(scalar.text()) + "'";
        problems.add(scalar.place(), pathOf(key), shown + " " + problem);
    }

    private static String shorten(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "…";
    }

    private <T> T effective(String key, T value) {
        problems.effective(pathOf(key), value);
        return value;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
