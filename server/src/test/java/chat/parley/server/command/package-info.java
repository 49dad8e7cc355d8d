@NullMarked
package chat.parley.server.command;

import org.jspecify.annotations.NullMarked;
