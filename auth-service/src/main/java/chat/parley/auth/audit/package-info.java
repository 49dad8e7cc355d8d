/** The server's log: what is written, in which words, and that it is written once. */
@NullMarked
package chat.parley.auth.audit;

import org.jspecify.annotations.NullMarked;
