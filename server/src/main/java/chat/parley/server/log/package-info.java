/** The technical log: lines on standard error, with a level that can be changed while running. */
@NullMarked
package chat.parley.server.log;

import org.jspecify.annotations.NullMarked;
