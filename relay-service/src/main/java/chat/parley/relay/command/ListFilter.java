package chat.parley.relay.command;

import chat.parley.contracts.room.RoomSummary;
import chat.parley.protocol.name.Mask;
import chat.parley.protocol.name.RoomName;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Which rooms a LIST asks for: ELIST's masks (M), masks of what not (N), and how many people (U). */
final class ListFilter {
    private final List<Predicate<RoomSummary>> names;
    private final List<Predicate<RoomSummary>> conditions;

    private ListFilter(List<Predicate<RoomSummary>> names, List<Predicate<RoomSummary>> conditions) {
        this.names = names;
        this.conditions = conditions;
    }

    /** @param text conditions between commas; one of the wanted masks has to fit, and all of the others */
    static ListFilter parse(String text) {
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
                        .map(ListFilter::condition)
                        .toList());
    }

    boolean matches(RoomSummary room) {
        return (names.isEmpty() || names.stream().anyMatch(name -> name.test(room)))
                && conditions.stream().allMatch(condition -> condition.test(room));
    }

    private static boolean isCondition(String word) {
        return word.charAt(0) == '!' || word.charAt(0) == '<' || word.charAt(0) == '>';
    }

    private static Predicate<RoomSummary> name(String word) {
        var mask = new Mask(word);
        return room -> mask.matches(room.name().value());
    }

    private static Predicate<RoomSummary> condition(String word) {
        String rest = word.substring(1);
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
        return word.charAt(0) == '<' ? room -> room.present() < number : room -> room.present() > number;
    }
}
