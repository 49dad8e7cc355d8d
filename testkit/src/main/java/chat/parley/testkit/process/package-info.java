/** Servers of a test: processes of their own, which are killed, paused, and started again on the same data. */
@NullMarked
package chat.parley.testkit.process;

import org.jspecify.annotations.NullMarked;
