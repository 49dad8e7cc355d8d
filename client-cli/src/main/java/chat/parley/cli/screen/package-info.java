/** What the user sees and types: on a terminal, or as plain lines for scripts and pipes. */
@NullMarked
package chat.parley.cli.screen;

import org.jspecify.annotations.NullMarked;
