/** Putting copies of databases in the place of those that a stopped server has. */
@NullMarked
package chat.parley.server.backup;

import org.jspecify.annotations.NullMarked;
