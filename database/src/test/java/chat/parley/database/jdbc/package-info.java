@NullMarked
package chat.parley.database.jdbc;

import org.jspecify.annotations.NullMarked;
