/** Clients of a test: they speak IRC over real sockets, block, and say what they saw when something does not come. */
@NullMarked
package chat.parley.testkit.wire;

import org.jspecify.annotations.NullMarked;
