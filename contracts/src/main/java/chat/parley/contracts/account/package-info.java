/** What the auth service is asked: accounts, sign-in, registration. */
@NullMarked
package chat.parley.contracts.account;

import org.jspecify.annotations.NullMarked;
