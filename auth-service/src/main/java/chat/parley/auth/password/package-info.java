/** Checking passwords: the expensive derivation on threads of its own, and the memory of those who come back. */
@NullMarked
package chat.parley.auth.password;

import org.jspecify.annotations.NullMarked;
