/** Rules for names, for tests of who keeps to them. */
@NullMarked
package chat.parley.testkit.names;

import org.jspecify.annotations.NullMarked;
