package chat.parley.server.names;

import chat.parley.protocol.Validated;
import chat.parley.protocol.name.NickRules;
import chat.parley.protocol.name.Nickname;
import chat.parley.protocol.name.ServiceNames;
import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import rocks.xmpp.precis.InvalidDirectionalityException;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Nicks of the letters of all alphabets: what PRECIS takes for a user name, where IRC can carry it, of one alphabet that people write
 * together. Two names look alike when they do so in small letters, in capitals, or as they are shown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8265#section-3">RFC 8265, usernames</a>
 * @see <a href="https://www.unicode.org/reports/tr39/#Confusable_Detection">UTS 39, confusable detection</a>
 */
public final class UnicodeNicks implements NickRules {
    /** PRECIS takes its time for what is long. */
    private static final int MAX_READ = 256;

    private final SpoofChecker looks =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    private final Set<String> services;

    /** Loads the tables of Unicode. */
    public UnicodeNicks() {
        services = ServiceNames.all().stream()
                .flatMap(name -> likenesses(new Nickname(name)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Validated<Nickname> check(String text) {
        if (text.length() > MAX_READ) {
            return Nickname.parse(text);
        }
        Validated<Nickname> written = Nickname.parse(text);
        if (written instanceof Validated.Invalid<Nickname>) {
            return written;
        }
        boolean ascii = text.chars().allMatch(c -> c <= 0x7F);
        Validated<Nickname> shown = ascii ? written : enforced(text);
        return shown instanceof Validated.Valid<Nickname>(Nickname nick) && isLikeAService(nick)
                ? Validated.invalid("looks like the name of a part of the server")
                : shown;
    }

    private static Validated<Nickname> enforced(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        try {
            PrecisProfiles.USERNAME_CASE_MAPPED.enforce(composed);
            return Nickname.parse(PrecisProfiles.USERNAME_CASE_PRESERVED.enforce(composed));
        } catch (InvalidDirectionalityException mixed) {
            return Validated.invalid("mixes directions of writing, or ends with what is written in neither");
        } catch (IllegalArgumentException refused) {
            return Validated.invalid("contains a character that no name may have");
        }
    }

    private boolean isLikeAService(Nickname nick) {
        return !Collections.disjoint(services, likenesses(nick));
    }

    @Override
    public Set<String> likenesses(Nickname nick) {
        String small = nick.folded();
        Set<String> likenesses = HashSet.newHashSet(3);
        likenesses.add(looks.getSkeleton(small));
        likenesses.add(looks.getSkeleton(small.toUpperCase(Locale.ROOT)));
        likenesses.add(looks.getSkeleton(nick.value()));
        return likenesses;
    }

    @Override
    public boolean beyondAscii() {
        return true;
    }
}
