/** What the auth service asks of its database. */
@NullMarked
package chat.parley.auth.store;

import org.jspecify.annotations.NullMarked;
