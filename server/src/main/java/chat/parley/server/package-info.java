/** Wiring: configuration, and which verticles this process runs. */
@NullMarked
package chat.parley.server;

import org.jspecify.annotations.NullMarked;
