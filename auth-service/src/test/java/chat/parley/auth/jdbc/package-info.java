@NullMarked
package chat.parley.auth.jdbc;

import org.jspecify.annotations.NullMarked;
