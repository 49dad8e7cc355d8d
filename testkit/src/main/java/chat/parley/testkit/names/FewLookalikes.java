package chat.parley.testkit.names;

import chat.parley.protocol.Validated;
import chat.parley.protocol.name.NickRules;
import chat.parley.protocol.name.Nickname;
import java.util.Set;

/** All names that can stand on the wire are taken, and four letters look alike in Latin and in Cyrillic: a, c, e and o. */
public final class FewLookalikes implements NickRules {

    @Override
    public Validated<Nickname> check(String text) {
        return Nickname.parse(text);
    }

    @Override
    public Set<String> likenesses(Nickname nick) {
        return Set.of(nick.folded()
                .replace('\u0430', 'a')
                .replace('\u0441', 'c')
                .replace('\u0435', 'e')
                .replace('\u043E', 'o'));
    }

    @Override
    public boolean beyondAscii() {
        return true;
    }
}
