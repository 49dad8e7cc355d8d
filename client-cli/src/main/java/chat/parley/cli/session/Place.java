package chat.parley.cli.session;

import chat.parley.protocol.name.CaseMapping;
import chat.parley.protocol.name.Nickname;
import org.jspecify.annotations.Nullable;

/**
 * Where something is said: a room, or the private conversation with one person. Two places that differ only in capitals
 * are equal.
 *
 * @param name a room's name with its {@code #}, or a person's nick
 */
public record Place(String name) {

    public Place {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A place needs a name");
        }
    }

    /**
     * What somebody typed to mean a place: {@code #room}, {@code @name} or {@code name}; null if it cannot stand on the
     * wire, or means a part of a room: see {@link Addressee}.
     */
    public static @Nullable Place parse(String typed) {
        String name = typed.startsWith("@") ? typed.substring(1) : typed;
        boolean partOfARoom = name.startsWith("#") && !name.equals(typed);
        if (name.isEmpty() || partOfARoom || ":@".indexOf(name.charAt(0)) >= 0 || name.equals("#")) {
            return null;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == ',' || c == 0x7F || !TextPieces.isWholeCharacter(name, i)) {
                return null;
            }
        }
        return new Place(name);
    }

    public boolean isRoom() {
        return name.startsWith("#");
    }

    /** How a reader of the screen knows it: {@code #room} or {@code @name}. */
    public String shown() {
        return isRoom() ? name : "@" + name;
    }

    /** The form by which it is compared. */
    String folded() {
        return isRoom() ? CaseMapping.fold(name) : Nickname.fold(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place that && folded().equals(that.folded());
    }

    @Override
    public int hashCode() {
        return folded().hashCode();
    }

    @Override
    public String toString() {
        return shown();
    }
}
