/** Copies of the databases, made while the server runs. */
@NullMarked
package chat.parley.contracts.backup;

import org.jspecify.annotations.NullMarked;
