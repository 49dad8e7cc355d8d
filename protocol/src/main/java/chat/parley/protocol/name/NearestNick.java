package chat.parley.protocol.name;

import java.text.Normalizer;
import java.util.function.Predicate;

/** Makes a nick of a name that is none. */
final class NearestNick {

    private static final String NOTHING_LEFT = "user";
    private static final int MOST_TRIES = 1_000_000;
    /** Names are looked at no further than this; nothing beyond it would fit anyway. */
    private static final int MAX_READ = 256;

    private NearestNick() {}

    static Nickname find(String oldUsername, Predicate<String> taken) {
        String wanted = fitting(oldUsername);
        for (int number = 1; number <= MOST_TRIES; number++) {
            String candidate = numbered(wanted, number);
            if (!taken.test(CaseMapping.fold(candidate))) {
                return new Nickname(candidate);
            }
        }
        throw new IllegalStateException("No free nick among the first " + MOST_TRIES);
    }

    private static String numbered(String name, int number) {
        if (number == 1) {
            return name;
        }
        String ending = "_" + number;
        return name.substring(0, Math.min(name.length(), NameRules.MAX_CHARACTERS - ending.length())) + ending;
    }

    private static String fitting(String name) {
        String start = name.substring(0, Math.min(name.length(), MAX_READ));
        var fitting = new StringBuilder();
        for (char c : Normalizer.normalize(start.strip(), Normalizer.Form.NFKD).toCharArray()) {
            fitting.append(replacement(c));
        }
        if (fitting.isEmpty()) {
            return NOTHING_LEFT;
        }
        if (!NameRules.mayBegin(fitting.charAt(0))) {
            fitting.insert(0, '_');
        }
        fitting.setLength(Math.min(fitting.length(), NameRules.MAX_CHARACTERS));
        return fitting.toString();
    }

    private static String replacement(char c) {
        if (NameRules.isAllowed(c)) {
            return String.valueOf(c);
        }
        return switch (c) {
            case ' ', '.', '@', '+' -> "_";
            case 'ß' -> "ss";
            case 'ø', 'Ø' -> "o";
            case 'æ', 'Æ' -> "ae";
            case 'œ', 'Œ' -> "oe";
            case 'ł', 'Ł' -> "l";
            case 'đ', 'Đ', 'ð', 'Ð' -> "d";
            case 'þ', 'Þ' -> "th";
            case 'ı' -> "i";
            default -> "";
        };
    }
}
