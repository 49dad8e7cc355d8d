/** Accounts, and the log of what happened. */
@NullMarked
package chat.parley.auth;

import org.jspecify.annotations.NullMarked;
