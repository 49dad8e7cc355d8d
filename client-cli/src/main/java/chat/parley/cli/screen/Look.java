package chat.parley.cli.screen;

import org.jline.utils.AttributedStyle;

/** The colours, or that there are none. */
public final class Look {

    private static final int[] NAME_COLOURS = {
        AttributedStyle.CYAN,
        AttributedStyle.GREEN,
        AttributedStyle.YELLOW,
        AttributedStyle.BLUE,
        AttributedStyle.MAGENTA
    };

    private final boolean colours;

    public Look(boolean colours) {
        this.colours = colours;
    }

    boolean colours() {
        return colours;
    }

    AttributedStyle plain() {
        return AttributedStyle.DEFAULT;
    }

    /** For what matters little: times, comings and goings. */
    AttributedStyle quiet() {
        return colours ? AttributedStyle.DEFAULT.faint() : plain();
    }

    AttributedStyle strong() {
        return colours ? AttributedStyle.BOLD : plain();
    }

    /** A person's name, always in the same colour. */
    AttributedStyle name(String name) {
        if (!colours) {
            return plain();
        }
        int colour = NAME_COLOURS[
                Math.floorMod(name.toLowerCase(java.util.Locale.ROOT).hashCode(), NAME_COLOURS.length)];
        return AttributedStyle.DEFAULT.foreground(colour);
    }

    AttributedStyle priv() {
        return colours ? AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA) : plain();
    }

    /** A message in which the user is named. */
    AttributedStyle call() {
        return colours
                ? AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW).bold()
                : plain();
    }

    AttributedStyle trouble() {
        return colours ? AttributedStyle.DEFAULT.foreground(AttributedStyle.RED) : plain();
    }

    AttributedStyle bar() {
        return colours ? AttributedStyle.DEFAULT.inverse() : plain();
    }
}
