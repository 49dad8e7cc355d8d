/** Other people's IRC clients at a terminal of their own, driven and read as a person would. */
@NullMarked
package chat.parley.server.e2e.terminal;

import org.jspecify.annotations.NullMarked;
