/** What operators are told of a server's processes. */
@NullMarked
package chat.parley.server.report;

import org.jspecify.annotations.NullMarked;
