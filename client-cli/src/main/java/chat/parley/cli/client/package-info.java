/** Carries out what a session wants: the one thread that calls it, the clock, the connection, the screen. */
@NullMarked
package chat.parley.cli.client;

import org.jspecify.annotations.NullMarked;
