@NullMarked
package chat.parley.testkit.process;

import org.jspecify.annotations.NullMarked;
