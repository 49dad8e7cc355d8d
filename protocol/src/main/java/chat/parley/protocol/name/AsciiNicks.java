package chat.parley.protocol.name;

import chat.parley.protocol.Validated;
import java.util.Set;

/** Nicks as IRC has always had them: ASCII letters and digits, and a few special characters. */
public final class AsciiNicks implements NickRules {

    public static final NickRules RULES = new AsciiNicks();

    private AsciiNicks() {}

    @Override
    public Validated<Nickname> check(String text) {
        if (text.length() > NameRules.MAX_CHARACTERS) {
            return Validated.invalid(NameRules.tooLong());
        }
        return NameRules.isAscii(text)
                ? Nickname.parse(text)
                : Validated.invalid("contains a character beyond a-z, A-Z, 0-9 and []\\`_^{|}-");
    }

    @Override
    public Set<String> likenesses(Nickname nick) {
        return Set.of();
    }

    @Override
    public boolean beyondAscii() {
        return false;
    }
}
