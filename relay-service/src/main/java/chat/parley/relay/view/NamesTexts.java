package chat.parley.relay.view;

import chat.parley.contracts.presence.Person;
import chat.parley.contracts.room.Member;
import chat.parley.protocol.capability.Capability;
import chat.parley.protocol.capability.CapabilitySet;
import chat.parley.protocol.line.WordPacker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of RPL_NAMREPLY of one room, in the four forms that capabilities give them. Who joins is added at the end; anything
 * else throws them away until somebody asks.
 */
final class NamesTexts {
    private static final CapabilitySet RELEVANT =
            CapabilitySet.of(Capability.MULTI_PREFIX, Capability.USERHOST_IN_NAMES);

    private final int maxBytes;
    private final List<Form> forms = new ArrayList<>(1);

    NamesTexts(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    List<String> of(CapabilitySet capabilities, Collection<Member> members, PresenceView presence) {
        CapabilitySet relevant = capabilities.and(RELEVANT);
        for (Form form : forms) {
            if (form.capabilities.equals(relevant)) {
                return form.texts();
            }
        }
        Form form = new Form(relevant, maxBytes);
        for (Member member : members) {
            Person person = presence.byId(member.person());
            if (person != null) {
                form.add(member, person);
            }
        }
        forms.add(form);
        return form.texts();
    }

    void append(Member member, Person person) {
        forms.forEach(form -> form.add(member, person));
    }

    void forget() {
        forms.clear();
    }

    private static final class Form {
        private final CapabilitySet capabilities;
        private final int maxBytes;
        private final List<String> full = new ArrayList<>();
        private final StringBuilder open = new StringBuilder();
        private int openBytes;
        private @Nullable List<String> texts;

        Form(CapabilitySet capabilities, int maxBytes) {
            this.capabilities = capabilities;
            this.maxBytes = maxBytes;
        }

        void add(Member member, Person person) {
            String name = capabilities.has(Capability.USERHOST_IN_NAMES)
                    ? person.source().text()
                    : person.nick().value();
            String prefixes = Ranks.prefixes(member.ranks(), capabilities.has(Capability.MULTI_PREFIX));
            int bytes = prefixes.length() + WordPacker.utf8Bytes(name);
            if (openBytes > 0 && openBytes + 1 + bytes > maxBytes) {
                full.add(open.toString());
                open.setLength(0);
                openBytes = 0;
            }
            if (openBytes > 0) {
                open.append(' ');
                openBytes++;
            }
            open.append(prefixes).append(name);
            openBytes += bytes;
            texts = null;
        }

        List<String> texts() {
            if (texts == null) {
                var all = new ArrayList<String>(full.size() + 1);
                all.addAll(full);
                if (openBytes > 0) {
                    all.add(open.toString());
                }
                texts = List.copyOf(all);
            }
            return texts;
        }
    }
}
