/** What can be asked of the program on the command line. */
@NullMarked
package chat.parley.server.command;

import org.jspecify.annotations.NullMarked;
