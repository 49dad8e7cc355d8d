/** What tests stand on: scripted clients, store contracts, a watched log. */
@NullMarked
package chat.parley.testkit;

import org.jspecify.annotations.NullMarked;
