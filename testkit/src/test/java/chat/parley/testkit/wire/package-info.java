@NullMarked
package chat.parley.testkit.wire;

import org.jspecify.annotations.NullMarked;
