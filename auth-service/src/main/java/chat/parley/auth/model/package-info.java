/** What an account is made of: verifiers, the rules for names and passwords. Pure. */
@NullMarked
package chat.parley.auth.model;

import org.jspecify.annotations.NullMarked;
