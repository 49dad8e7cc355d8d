/** Databases for tests. */
@NullMarked
package chat.parley.testkit.jdbc;

import org.jspecify.annotations.NullMarked;
