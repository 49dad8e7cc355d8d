/** What the server's log records, and the way to record it. */
@NullMarked
package chat.parley.contracts.audit;

import org.jspecify.annotations.NullMarked;
