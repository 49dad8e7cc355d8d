package chat.parley.relay.command;

import chat.parley.contracts.room.RoomSummary;
import chat.parley.protocol.name.Mask;
import chat.parley.protocol.name.RoomName;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Which rooms a LIST asks for: ELIST's masks (M), masks of what not (N), how many people (U), and how many minutes ago a room was
 * made (C) or its topic set (T).
 *
 * @see <a href="https://modern.ircdocs.horse/#elist-parameter">ELIST</a>
 */
final class ListFilter {
    private final List<Predicate<RoomSummary>> names;
    private final List<Predicate<RoomSummary>> conditions;

    private ListFilter(List<Predicate<RoomSummary>> names, List<Predicate<RoomSummary>> conditions) {
        this.names = names;
        this.conditions = conditions;
    }

    /**
     * Reads what stands behind LIST.
     *
     * @param text conditions between commas; one of the wanted masks has to fit, and all of the others
     * @param nowMillis from when minutes are counted back
     */
    static ListFilter parse(String text, long nowMillis) {
        List<String> words = Arrays.stream(text.split(",", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        return new ListFilter(
                words.stream()
                        .filter(word -> !isCondition(word))
                        .map(ListFilter::name)
                        .toList(),
                words.stream()
                        .filter(ListFilter::isCondition)
                        .map(word -> condition(word, nowMillis))
                        .toList());
    }

    boolean matches(RoomSummary room) {
        return (names.isEmpty() || names.stream().anyMatch(name -> name.test(room)))
                && conditions.stream().allMatch(condition -> condition.test(room));
    }

    private static boolean isCondition(String word) {
        return word.charAt(0) == '!' || isComparison(word, 0) || (isAboutTime(word) && isComparison(word, 1));
    }

    private static boolean isComparison(String word, int at) {
        return word.length() > at && (word.charAt(at) == '<' || word.charAt(at) == '>');
    }

    private static boolean isAboutTime(String word) {
        return "CcTt".indexOf(word.charAt(0)) >= 0;
    }

    private static Predicate<RoomSummary> name(String word) {
        var mask = new Mask(word);
        return room -> mask.matches(room.name().value());
    }

    private static Predicate<RoomSummary> condition(String word, long nowMillis) {
        String rest = word.substring(isAboutTime(word) ? 2 : 1);
        if (word.charAt(0) == '!') {
            return name(rest).negate();
        }
        boolean isNumber = !rest.isEmpty()
                && rest.length() <= RoomName.MAX_BYTES / 8
                && rest.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            return _room -> true;
        }
        int number = Integer.parseInt(rest);
        if (isAboutTime(word)) {
            boolean younger = word.charAt(1) == '<';
            boolean made = word.charAt(0) == 'C' || word.charAt(0) == 'c';
            return room -> isOfAge(made ? room.createdAtMillis() : room.topicAtMillis(), nowMillis, number, younger);
        }
        return word.charAt(0) == '<' ? room -> room.present() < number : room -> room.present() > number;
    }

    /** What never was, as the topic of a room without one, is of no age. */
    private static boolean isOfAge(long atMillis, long nowMillis, int minutes, boolean younger) {
        long age = nowMillis - atMillis;
        long bound = TimeUnit.MINUTES.toMillis(minutes);
        return atMillis > 0 && (younger ? age < bound : age > bound);
    }
}
